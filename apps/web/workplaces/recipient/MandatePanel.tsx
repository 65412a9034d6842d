import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { formatDay, formatInstant, formatLastDay } from '../../features/language/formats.ts';
import { currentLanguage } from '../../features/language/start-language.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { type Giver, type Mandate, mandateActsQuery } from './mandates-api.ts';

/** Acts that have a sentence of their own; any other stands by its name. */
const TOLD = [
  'identity.choose-profile',
  'identity.see-reliefs',
  'identity.see-transactions',
  'identity.see-records',
  'identity.manage-means',
  'identity.see-mandates',
];
const TOLD_DEEDS = [
  'means.block',
  'means.unblock',
  'means.report-lost',
  'exchange.list-own-records',
];

interface Props {
  mandate: Mandate;
  giver: Giver;
  side: 'given' | 'held';
  /** Absent: who sees it may not revoke it. */
  onRevoke?: (() => void) | undefined;
  /** Absent: it is not held, or not one's own. */
  onPassOn?: (() => void) | undefined;
}

/** One mandate: with whom, for what, until when, and what was done under it. */
export function MandatePanel({ mandate, giver, side, onRevoke, onPassOn }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const from = mandate.organisation?.[currentLanguage()] ?? mandate.giver;
  const other = side === 'given' ? mandate.holder : from;
  const state = stateOf(mandate);
  return (
    <article className="panel stack" aria-labelledby={`mandate-${mandate.id}`}>
      <div className="row-apart">
        <h3 id={`mandate-${mandate.id}`}>{other}</h3>
        <Badge tone={state === 'holds' ? 'good' : 'warn'}>{t(`mandates.state.${state}`)}</Badge>
      </div>
      <ul>
        {mandate.acts.map((act) => (
          <li key={act}>{t(`mandates.acts.${act}`)}</li>
        ))}
      </ul>
      <dl className="facts">
        <div>
          <dt>{t('mandates.from')}</dt>
          <dd>{formatDay(mandate.validFrom)}</dd>
        </div>
        <div>
          <dt>{t('mandates.to')}</dt>
          <dd>{mandate.validTo ? formatLastDay(mandate.validTo) : t('mandates.noEnd')}</dd>
        </div>
      </dl>
      {mandate.mayPassOn ? <p>{t('mandates.passOn.allowed')}</p> : null}
      {mandate.passedFromId ? <p>{t('mandates.passOn.from', { giver: from })}</p> : null}
      {mandate.enteredBy ? <OnPaper mandate={mandate} isOwn={side === 'given'} /> : null}
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t('mandates.done.title')}</summary>
        {open ? <ActsDone giver={giver} id={mandate.id} /> : null}
      </details>
      <div className="row">
        {onPassOn && mandate.mayPassOn && mandate.holdsNow ? (
          <Button onPress={onPassOn}>{t('mandates.passOn.verb')}</Button>
        ) : null}
        {onRevoke && mandate.revokedAt === null ? (
          <Button variant="danger" onPress={onRevoke}>
            {t('mandates.ask.verb')}
          </Button>
        ) : null}
      </div>
    </article>
  );
}

/** Who entered a mandate that was given on paper; the scan is for who gave it. */
function OnPaper({ mandate, isOwn }: { mandate: Mandate; isOwn: boolean }) {
  const { t } = useTranslation();
  const { official = '', organisation } = mandate.enteredBy ?? {};
  const where = organisation?.[currentLanguage()] ?? t('acting.operator');
  return (
    <p>
      {t('mandates.paper.entered', { official, organisation: where })}{' '}
      {isOwn ? (
        <a href={`/recipient/v1/mandates/${mandate.id}/scan`} download>
          {t('mandates.paper.scan')}
        </a>
      ) : null}
    </p>
  );
}

function stateOf({ holdsNow, revokedAt }: Mandate): 'holds' | 'revoked' | 'not-now' {
  if (holdsNow) return 'holds';
  return revokedAt === null ? 'not-now' : 'revoked';
}

function ActsDone({ giver, id }: { giver: Giver; id: string }) {
  const { t } = useTranslation();
  const acts = useQuery(mandateActsQuery(giver, id));
  return (
    <Loaded query={acts}>
      {(done) =>
        done.acts.length === 0 ? (
          <p className="soft">{t('mandates.done.none')}</p>
        ) : (
          <ul>
            {done.acts.map(({ act, at }) => (
              <li key={`${at} ${act}`}>
                {formatInstant(at)}: {wordsOf(act, t)}
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}

function wordsOf(act: string, t: (key: string) => string): string {
  if (![...TOLD, ...TOLD_DEEDS].includes(act)) return act;
  return t(`mandates.done.${act.slice(act.indexOf('.') + 1)}`);
}
