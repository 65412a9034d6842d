import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { SignedIn } from '../../features/session/SignedIn.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { MissingFacts } from './MissingFacts.tsx';
import { OtherReliefs } from './OtherReliefs.tsx';
import { ReliefPanel } from './ReliefPanel.tsx';
import { entitlementsQuery, usageQuery } from './recipient-api.ts';

export function ReliefsPage() {
  return <SignedIn as="person">{({ name }) => <Reliefs name={name} />}</SignedIn>;
}

function Reliefs({ name }: { name: string }) {
  const { t } = useTranslation();
  const entitlements = useQuery(entitlementsQuery);
  const usage = useQuery(usageQuery);
  return (
    <Page title={t('reliefs.title')} lead={t('reliefs.lead', { name })}>
      <Loaded query={entitlements}>
        {({ entitlements: held }) => (
          <>
            {held.length === 0 ? (
              <Empty title={t('reliefs.none')}>{t('reliefs.noneText')}</Empty>
            ) : (
              <>
                <p>{t('reliefs.count', { count: held.length })}</p>
                <div className="grid">
                  {held.map((entitlement) => (
                    <ReliefPanel
                      key={entitlement.id}
                      entitlement={entitlement}
                      quotas={ofEntitlement(usage.data?.quotas, entitlement.id)}
                      budgets={ofEntitlement(usage.data?.budgets, entitlement.id)}
                      points={ofEntitlement(usage.data?.points, entitlement.id)}
                    />
                  ))}
                </div>
              </>
            )}
            <MissingFacts />
            <OtherReliefs held={new Set(held.map(({ relief }) => relief.code))} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function ofEntitlement<T extends { entitlementId: string }>(all: T[] | undefined, id: string): T[] {
  return (all ?? []).filter(({ entitlementId }) => entitlementId === id);
}
