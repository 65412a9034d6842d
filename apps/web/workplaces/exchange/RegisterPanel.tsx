import { useTranslation } from 'react-i18next';
import { formatInstant, formatNumber } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { serverNow } from '../../features/session/server-clock.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Meter } from '../../ui/Meter.tsx';
import type { Register } from './exchange-api.ts';

/** How fresh one register is: the time since it was heard of, drawn against its rhythm. */
export function RegisterPanel({ register: state }: { register: Register }) {
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
    </article>
  );
}

const TONES = { fresh: 'good', silent: 'warn', unknown: 'bad' } as const;

function shownUnlessNone(count: number): string | null {
  return count === 0 ? null : formatNumber(count);
}
