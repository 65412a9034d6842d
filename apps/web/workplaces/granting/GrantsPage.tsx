import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { MoreButton } from '../../features/api/MoreButton.tsx';
import { GrantingPage } from '../../features/officials/GrantingPage.tsx';
import { StepOutcome } from '../../features/officials/StepOutcome.tsx';
import { useStep } from '../../features/officials/use-step.ts';
import { Empty } from '../../ui/Empty.tsx';
import { SelectInput } from '../../ui/SelectInput.tsx';
import { GrantForm } from './GrantForm.tsx';
import { GrantPanel } from './GrantPanel.tsx';
import { ALL_GRANTS, type Grant, grantsQuery } from './granting-api.ts';

const STATUSES = ['proposed', 'confirmed', 'rejected', 'withdrawn'] as const;

/** Reliefs by decision: what waits, what is in force, what is over, and a new proposal. */
export function GrantsPage() {
  const { t } = useTranslation();
  return (
    <GrantingPage title={t('grants.title')} lead={t('grants.lead')}>
      {({ roles, organisation }) => (
        <>
          <Grants mayConfirm={roles.includes('reviewer')} />
          {roles.includes('editor') && organisation ? (
            <GrantForm grantor={organisation.code} />
          ) : null}
        </>
      )}
    </GrantingPage>
  );
}

function Grants({ mayConfirm }: { mayConfirm: boolean }) {
  const { t } = useTranslation();
  const [status, setStatus] = useState<Grant['status']>('proposed');
  const found = useInfiniteQuery(grantsQuery(status));
  const step = useStep(ALL_GRANTS);
  return (
    <section className="stack" aria-label={t('grants.title')}>
      <StepOutcome step={step} />
      <SelectInput
        label={t('grants.show')}
        value={status}
        options={STATUSES.map((one) => [one, t(`grants.list.${one}`)] as const)}
        onChange={setStatus}
      />
      <Loaded query={found}>
        {({ pages }) => {
          const grants = pages.flatMap((page) => page.grants);
          if (grants.length === 0) {
            return <Empty title={t('grants.none')}>{t('grants.noneText')}</Empty>;
          }
          return (
            <div className="grid">
              {grants.map((grant) => (
                <GrantPanel key={grant.id} grant={grant} mayConfirm={mayConfirm} step={step} />
              ))}
            </div>
          );
        }}
      </Loaded>
      <MoreButton query={found} />
    </section>
  );
}
