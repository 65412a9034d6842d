import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { MoreButton } from '../../features/api/MoreButton.tsx';
import { StepOutcome } from '../../features/officials/StepOutcome.tsx';
import { useStep } from '../../features/officials/use-step.ts';
import { Empty } from '../../ui/Empty.tsx';
import { AlertPanel } from './AlertPanel.tsx';
import { alertsQuery, settleAlert } from './office-api.ts';

/** Looks of officials that do not fit and that no auditor has settled yet. */
export function Alerts() {
  const { t } = useTranslation();
  const found = useInfiniteQuery(alertsQuery);
  const step = useStep(alertsQuery.queryKey);
  return (
    <section className="stack-wide" aria-labelledby="alerts">
      <div className="stack-tight">
        <h2 id="alerts">{t('office.alerts.title')}</h2>
        <p className="soft measure">{t('office.alerts.lead')}</p>
      </div>
      <StepOutcome step={step} />
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
                  isBusy={step.isPending}
                  onSettle={(reason) =>
                    step.mutate({
                      take: () => settleAlert({ id: alert.id, reason }),
                      done: t('office.alerts.done'),
                    })
                  }
                />
              ))}
            </ul>
          );
        }}
      </Loaded>
      <MoreButton query={found} />
    </section>
  );
}
