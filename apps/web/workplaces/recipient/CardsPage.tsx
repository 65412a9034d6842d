import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { SignedIn } from '../../features/session/SignedIn.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Page } from '../../ui/Page.tsx';
import { MeansPanel } from './MeansPanel.tsx';
import { OneTimeCodePanel } from './OneTimeCodePanel.tsx';
import { actOnMeans, type Means, type MeansAct, meansQuery } from './recipient-api.ts';

export function CardsPage() {
  return <SignedIn as="person">{() => <Cards />}</SignedIn>;
}

function Cards() {
  const { t } = useTranslation();
  const means = useQuery(meansQuery);
  const [asked, setAsked] = useState<{ means: Means; what: MeansAct }>();
  const work = useActOnMeans(() => setAsked(undefined));
  return (
    <Page title={t('cards.title')} lead={t('cards.lead')}>
      {work.isError ? <ProblemNotice problem={work.error} /> : null}
      <p className="only-heard" role="status">
        {work.isSuccess ? t(`cards.done.${work.variables.what}`) : ''}
      </p>
      <div className="grid">
        <OneTimeCodePanel />
        <Loaded query={means}>
          {({ means: held }) =>
            held.length === 0 ? (
              <Empty title={t('cards.none')}>{t('cards.noneText')}</Empty>
            ) : (
              held.map((one) => (
                <MeansPanel
                  key={one.id}
                  means={one}
                  onAsk={(what) => setAsked({ means: one, what })}
                />
              ))
            )
          }
        </Loaded>
      </div>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={asked ? t(`cards.ask.${asked.what}.title`) : ''}
        verb={asked ? t(`cards.ask.${asked.what}.verb`) : ''}
        isDangerous={asked !== undefined && asked.what !== 'unblock'}
        isBusy={work.isPending}
        onClose={() => setAsked(undefined)}
        onConfirm={() => asked && work.mutate(asked)}
      >
        <p>{asked ? t(`cards.ask.${asked.what}.text`) : ''}</p>
      </ConfirmDialog>
    </Page>
  );
}

function useActOnMeans(onSettled: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: { means: Means; what: MeansAct }) => actOnMeans(asked.means.id, asked.what),
    onSettled: async () => {
      onSettled();
      await queries.invalidateQueries({ queryKey: meansQuery.queryKey });
    },
  });
}
