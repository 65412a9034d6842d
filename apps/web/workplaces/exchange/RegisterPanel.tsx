import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatInstant, formatNumber } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import type { Step } from '../../features/officials/use-step.ts';
import { serverNow } from '../../features/session/server-clock.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { AbsentQuestion } from '../registers/AbsentQuestion.tsx';
import { confirmAbsent, type Register } from './exchange-api.ts';
import { intakeId } from './IntakePanel.tsx';

interface Props {
  register: Register;
  /** By the official's own institution, or the official is the operator's. */
  isKept: boolean;
  mayDecide: boolean;
  step: Step;
}

/**
 * How fresh one register is: the time since it was heard of, drawn against its rhythm; and what waits for
 * who keeps it.
 */
export function RegisterPanel({ register: state, isKept, mayDecide, step }: Props) {
  const { t } = useTranslation();
  const { register, name, heardAt, dueAt, silentSince, unknownSince } = state;
  const freshness = unknownSince ? 'unknown' : silentSince ? 'silent' : 'fresh';
  const of = Date.parse(dueAt) - Date.parse(heardAt);
  const passed = Math.max(0, serverNow().getTime() - Date.parse(heardAt));
  return (
    <article className="panel stack" aria-labelledby={register}>
      <div className="stack-tight">
        <h3 id={register}>{name ? chosen(name) : register}</h3>
        <div>
          <Badge tone={TONES[freshness]}>{t(`registers.freshness.${freshness}`)}</Badge>
        </div>
      </div>
      <Absent register={state} mayDecide={isKept && mayDecide} step={step} />
      <Snapshots register={state} />
      <Meter
        label={t('registers.heard')}
        text={formatInstant(heardAt)}
        left={Math.min(passed, of)}
        of={of}
        tone={TONES[freshness]}
      />
      <Facts
        rows={[
          [t(silentSince ? 'registers.wasDue' : 'registers.due'), formatInstant(dueAt)],
          [t('registers.unknownSince'), unknownSince && formatInstant(unknownSince)],
          [t('registers.behind'), shownUnlessNone(state.behind)],
          [t('registers.faults'), shownUnlessNone(state.faults)],
          [t('registers.waiting'), shownUnlessNone(state.waiting)],
        ]}
      />
      {unknownSince ? <p className="soft small">{t('registers.unknownText')}</p> : null}
      {isKept ? (
        <p>
          <Link to="/office/registers/$register" params={{ register }} aria-describedby={register}>
            {t('mapping.link')}
          </Link>
        </p>
      ) : null}
    </article>
  );
}

/** That much ends is asked; of a data set with nothing in it only that it is to be filled. */
function Absent({ register, mayDecide, step }: Omit<Props, 'isKept'>) {
  const { t } = useTranslation();
  const { absent, absentOf, absentSince, records } = register;
  if (absent === null || absentOf === null || absentSince === null) return null;
  if (records === 0) {
    return (
      <Notice tone="warn">
        <p>
          <strong>{t('absent.empty.title')}</strong>
        </p>
        <p>{t('absent.empty.text', { dataSet: register.dataSet })}</p>
      </Notice>
    );
  }
  return (
    <AbsentQuestion
      what="facts"
      absent={absent}
      of={absentOf}
      since={absentSince}
      mayDecide={mayDecide}
      step={step}
      confirm={() => confirmAbsent(register)}
    />
  );
}

/** Files that wait for the answer of who keeps the register, which is given where its data set stands. */
function Snapshots({ register: { snapshotsWaiting: count, dataSet } }: Pick<Props, 'register'>) {
  const { t } = useTranslation();
  if (count === 0) return null;
  return (
    <Notice tone="warn">
      <p>
        <strong>{t('registers.snapshots', { count })}</strong>
      </p>
      <p>
        <a href={`#${intakeId(dataSet)}`}>{t('registers.toSnapshots', { dataSet })}</a>
      </p>
    </Notice>
  );
}

const TONES = { fresh: 'good', silent: 'warn', unknown: 'bad' } as const;

function shownUnlessNone(count: number): string | null {
  return count === 0 ? null : formatNumber(count);
}
