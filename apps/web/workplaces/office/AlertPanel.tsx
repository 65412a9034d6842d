import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { ReasonForm } from '../../features/officials/ReasonForm.tsx';
import { Facts } from '../../ui/Facts.tsx';
import type { Alert } from './office-api.ts';

/** One look that does not fit: who, when, for what; and the field in which it is settled. */
export function AlertPanel(props: {
  alert: Alert;
  isBusy: boolean;
  onSettle(reason: string): void;
}) {
  const { t } = useTranslation();
  const { id, text, act, purpose, official, organisation, personId, lookedAt } = props.alert;
  return (
    <li>
      <article className="panel stack" aria-labelledby={id}>
        <div className="stack-tight">
          <h3 id={id}>{chosen(text)}</h3>
          <p className="soft small">{formatInstant(lookedAt)}</p>
        </div>
        <Facts
          rows={[
            [t('office.alerts.official'), official.name],
            [
              t('office.alerts.organisation'),
              organisation ? chosen(organisation.name) : t('uses.operator'),
            ],
            [t('office.alerts.purpose'), chosen(purpose)],
            [t('office.alerts.act'), act],
            [t('office.alerts.person'), personId],
          ]}
        />
        <ReasonForm
          label={t('office.alerts.reason')}
          hint={t('office.alerts.reasonHint')}
          verb={t('office.alerts.verb')}
          about={id}
          isBusy={props.isBusy}
          onSubmit={props.onSettle}
        />
      </article>
    </li>
  );
}
