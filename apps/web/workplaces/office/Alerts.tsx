import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { AlertPanel } from './AlertPanel.tsx';
import { alertsQuery, settleAlert } from './office-api.ts';

/** Looks of officials that do not fit and that no auditor has settled yet. */
export function Alerts() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const found = useInfiniteQuery(alertsQuery);
  const work = useMutation({
    mutationFn: settleAlert,
    onSuccess: () => queries.invalidateQueries({ queryKey: alertsQuery.queryKey }),
  });
  return (
    <section className="stack-wide" aria-labelledby="alerts">
      <div className="stack-tight">
        <h2 id="alerts">{t('office.alerts.title')}</h2>
        <p className="soft measure">{t('office.alerts.lead')}</p>
      </div>
      {work.isError ? <ProblemNotice problem={work.error} /> : null}
      {work.isSuccess ? <Notice role="status">{t('office.alerts.done')}</Notice> : null}
      <Loaded query={found}>
        {({ pages }) => {
          const alerts = pages.flatMap((page) => page.alerts);
          if (alerts.length === 0) {
            return <Empty title={t('office.alerts.none')}>{t('office.alerts.noneText')}</Empty>;
          }
          return (
            <ul className="plain-list stack">
              {alerts.map((alert) => (
                <AlertPanel
                  key={alert.id}
                  alert={alert}
                  isBusy={work.isPending}
                  onSettle={(reason) => work.mutate({ id: alert.id, reason })}
                />
              ))}
            </ul>
          );
        }}
      </Loaded>
      {found.hasNextPage ? (
        <div>
          <Button isDisabled={found.isFetching} onPress={() => found.fetchNextPage()}>
            {t('office.alerts.more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
