import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDay, formatInstant, formatLastDay } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { dayAfter } from '../../features/mandates/day-after.ts';
import { ConfirmedStep } from '../../features/officials/ConfirmedStep.tsx';
import { ReasonForm } from '../../features/officials/ReasonForm.tsx';
import type { Step } from '../../features/officials/use-step.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { type Grant, rejectGrant, reliefsQuery, withdrawGrant } from './granting-api.ts';

const TONES = {
  proposed: 'warn',
  confirmed: 'good',
  rejected: undefined,
  withdrawn: undefined,
} as const;

interface Props {
  grant: Grant;
  mayConfirm: boolean;
  step: Step;
}

/** One relief by decision: for whom, why, who proposed and decided; and what can be done with it. */
export function GrantPanel({ grant, mayConfirm, step }: Props) {
  const { t } = useTranslation();
  const reliefs = useQuery(reliefsQuery).data?.reliefs;
  const { id, person, relief, from, to, reason, status, proposed, decided, withdrawn } = grant;
  const name = reliefs?.find(({ code }) => code === relief)?.name;
  const tone = TONES[status];
  return (
    <article className="panel stack" aria-labelledby={id}>
      <div className="stack-tight">
        <h2 id={id}>{person}</h2>
        <p>{name ? chosen(name) : relief}</p>
        <div>
          <Badge {...(tone ? { tone } : {})}>{t(`grants.status.${status}`)}</Badge>
        </div>
      </div>
      <Facts
        rows={[
          [t('grants.from'), formatDay(from)],
          [t('grants.lastDay'), to && formatLastDay(to)],
          [t('grants.reason'), reason],
          [t('granting.proposed'), proposed && done(proposed)],
          [t('granting.decided'), decided && done(decided)],
          [t('grants.withdrawn'), withdrawn && done(withdrawn)],
          [t('grants.withdrawnOn'), withdrawn && formatDay(withdrawn.on)],
          [t('grants.refusal'), grant.refusal],
        ]}
      />
      {status === 'proposed' ? <Decision id={id} mayConfirm={mayConfirm} step={step} /> : null}
      {status === 'confirmed' && proposed ? <Ending id={id} step={step} /> : null}
    </article>
  );
}

function done({ by, at }: { by: string; at: string }): string {
  return `${by}, ${formatInstant(at)}`;
}

function Decision({ id, mayConfirm, step }: Omit<Props, 'grant'> & { id: string }) {
  const { t } = useTranslation();
  return (
    <>
      {mayConfirm ? (
        <ConfirmedStep
          path={`/official/v1/grants/${id}`}
          verb={t('grants.confirm')}
          about={id}
          onDone={() => step.mutate({ take: async () => {}, done: t('grants.confirmed') })}
        />
      ) : (
        <p className="soft">{t('granting.needsOther')}</p>
      )}
      <details>
        <summary>{t(mayConfirm ? 'grants.rejectAsk' : 'grants.takeBackAsk')}</summary>
        <ReasonForm
          label={t('grants.rejectReason')}
          verb={t(mayConfirm ? 'grants.reject' : 'grants.takeBack')}
          about={id}
          isDangerous
          isBusy={step.isPending}
          onSubmit={(reason) =>
            step.mutate({ take: () => rejectGrant(id, reason), done: t('grants.rejected') })
          }
        />
      </details>
    </>
  );
}

function Ending({ id, step }: { id: string; step: Step }) {
  const { t } = useTranslation();
  const [lastDay, setLastDay] = useState('');
  return (
    <>
      <details>
        <summary>{t('grants.endAsk')}</summary>
        <ReasonForm
          label={t('grants.endReason')}
          verb={t('grants.end')}
          about={id}
          isDangerous
          isBusy={step.isPending}
          onSubmit={(reason) =>
            step.mutate({
              take: () => withdrawGrant(id, { reason, on: dayAfter(lastDay) }),
              done: t('grants.ended'),
            })
          }
        >
          <TextInput
            type="date"
            label={t('grants.lastDay')}
            hint={t('grants.endHint')}
            value={lastDay}
            onChange={setLastDay}
          />
        </ReasonForm>
      </details>
    </>
  );
}
