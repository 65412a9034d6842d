import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { Button } from '../../ui/Button.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import type { Alert } from './office-api.ts';

const REASON_MIN = 5;
const REASON_MAX = 1_000;

/** One look that does not fit: who, when, for what; and the field in which it is settled. */
export function AlertPanel(props: {
  alert: Alert;
  isBusy: boolean;
  onSettle(reason: string): void;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const { id, text, act, purpose, official, organisation, personId, lookedAt } = props.alert;
  function submit(event: FormEvent) {
    event.preventDefault();
    props.onSettle(reason);
  }
  return (
    <li>
      <article className="panel stack" aria-labelledby={id}>
        <div className="stack-tight">
          <h3 id={id}>{chosen(text)}</h3>
          <p className="soft small">{formatInstant(lookedAt)}</p>
        </div>
        <dl className="facts">
          <Fact name={t('office.alerts.official')}>{official.name}</Fact>
          <Fact name={t('office.alerts.organisation')}>
            {organisation ? chosen(organisation.name) : t('uses.operator')}
          </Fact>
          <Fact name={t('office.alerts.purpose')}>{chosen(purpose)}</Fact>
          <Fact name={t('office.alerts.act')}>{act}</Fact>
          {personId ? <Fact name={t('office.alerts.person')}>{personId}</Fact> : null}
        </dl>
        <form className="stack-tight" onSubmit={submit}>
          <TextInput
            label={t('office.alerts.reason')}
            hint={t('office.alerts.reasonHint')}
            value={reason}
            maxLength={REASON_MAX}
            onChange={setReason}
          />
          <div>
            <Button
              type="submit"
              isDisabled={props.isBusy || reason.trim().length < REASON_MIN}
              aria-describedby={id}
            >
              {t('office.alerts.verb')}
            </Button>
          </div>
        </form>
      </article>
    </li>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
