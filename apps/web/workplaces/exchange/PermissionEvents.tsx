import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { QuotaPeriod } from '../../../../modules/exchange/permissions/quota-period.ts';
import { Loaded } from '../../features/api/Loaded.tsx';
import { MoreButton } from '../../features/api/MoreButton.tsx';
import { formatDay, formatInstant, formatNumber } from '../../features/language/formats.ts';
import { quotaWords } from '../../features/terms/quota-words.ts';
import { noticesQuery, type ShownEvent } from './exchange-api.ts';

/** What happened of late to any permission of the institution, and what ends soon. */
export function Notices() {
  const { t } = useTranslation();
  const found = useInfiniteQuery(noticesQuery);
  return (
    <section className="stack" aria-labelledby="notices">
      <h2 id="notices">{t('permissions.notices.title')}</h2>
      <Loaded query={found}>
        {({ pages }) => {
          const events = pages.flatMap((page) => page.notices);
          if (events.length === 0) {
            return <p className="soft measure">{t('permissions.notices.none')}</p>;
          }
          return (
            <ul className="rows" aria-label={t('permissions.notices.title')}>
              {events.map((event) => (
                <li key={event.id}>
                  <Link
                    to="/office/permissions/$number"
                    params={{ number: event.permission }}
                    className="rows-link"
                  >
                    <span>
                      <EventWords event={event} />
                      <br />
                      <span className="soft small">{event.permission}</span>
                    </span>
                    <span className="rows-end soft small">{formatInstant(event.occurredAt)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
      <MoreButton query={found} />
    </section>
  );
}

/** All that became of one permission, the newest first. */
export function Events({ events }: { events: readonly ShownEvent[] }) {
  const { t } = useTranslation();
  return (
    <section className="stack" aria-labelledby="events">
      <h2 id="events">{t('permissions.events')}</h2>
      <ol className="plain-list stack">
        {events.map((event) => (
          <li key={event.id} className="stack-tight">
            <span className="row-apart">
              <span>
                <EventWords event={event} />
              </span>
              <span className="soft small">{formatInstant(event.occurredAt)}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What it was, of which side, with the days and uses that it states and the words that were said. */
function EventWords({ event }: { event: ShownEvent }) {
  const { t } = useTranslation();
  const { kind, side, text } = event;
  const stated = statedIn(event, t);
  return (
    <>
      <strong>
        {event.content.left === 0 ? t('permissions.quotaGone') : t(`permissions.event.${kind}`)}
      </strong>{' '}
      <span className="soft">
        {(side === 'platform' ? stated : [t(`permissions.side.${side}`), ...stated]).join(', ')}
      </span>
      {text === null ? null : (
        <>
          <br />“{text}”
        </>
      )}
    </>
  );
}

function statedIn({ content }: ShownEvent, t: TFunction): string[] {
  const { validUntil, quota, quotaPeriod, left, version, endsOn } = content;
  return [
    ...(typeof version === 'number' && typeof endsOn === 'string'
      ? [t('permissions.versionEnds', { version, day: formatDay(endsOn) })]
      : []),
    ...(typeof left === 'number' && left > 0
      ? [t('permissions.leftThen', { left: formatNumber(left) })]
      : []),
    ...(typeof validUntil === 'string'
      ? [t('permissions.until', { day: formatDay(validUntil) })]
      : []),
    ...(typeof quota === 'number'
      ? [quotaWords(t, { quota, quotaPeriod: (quotaPeriod ?? 'all') as QuotaPeriod })]
      : []),
  ];
}
