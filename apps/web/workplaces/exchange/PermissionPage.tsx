import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import {
  formatDay,
  formatEuros,
  formatInstant,
  formatNumber,
} from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { GrantingPage } from '../../features/officials/GrantingPage.tsx';
import { StepOutcome } from '../../features/officials/StepOutcome.tsx';
import { useStep } from '../../features/officials/use-step.ts';
import { Facts } from '../../ui/Facts.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { type DescribedPermission, PERMISSIONS, permissionQuery } from './exchange-api.ts';
import { PermissionActs } from './PermissionActs.tsx';
import { PermissionState } from './PermissionState.tsx';

/** One permission: its terms, uses left, what became of it, and what its parties can do now. */
export function PermissionPage() {
  const { t } = useTranslation();
  const { number } = useParams({ from: '/office/permissions/$number' });
  return (
    <GrantingPage title={number}>
      {({ organisation }) => (
        <>
          <p>
            <Link to="/office/permissions">{t('permissions.back')}</Link>
          </p>
          <Known number={number} own={organisation?.code} />
        </>
      )}
    </GrantingPage>
  );
}

/** `own`: code of the official's institution; absent: of the operator, who decides for all. */
function Known({ number, own }: { number: string; own: string | undefined }) {
  const { t } = useTranslation();
  const found = useQuery(permissionQuery(number));
  const step = useStep(PERMISSIONS);
  return (
    <Loaded query={found}>
      {(permission) => (
        <>
          <StepOutcome step={step} />
          <section className="panel stack" aria-labelledby="terms">
            <div className="row-apart">
              <h2 id="terms">{chosen(permission.purpose)}</h2>
              <span>
                <PermissionState permission={permission} />
              </span>
            </div>
            <Uses permission={permission} />
            <Terms permission={permission} />
          </section>
          <PermissionActs
            permission={permission}
            isDeciding={own === undefined || own === permission.source.code}
            step={step}
          />
          <Events events={permission.events} />
        </>
      )}
    </Loaded>
  );
}

function Uses({ permission: { quota, used, left } }: { permission: DescribedPermission }) {
  const { t } = useTranslation();
  if (quota === null || left === null) {
    return <p>{t('permissions.usesWithoutQuota', { uses: formatNumber(used) })}</p>;
  }
  const numbers = { left: formatNumber(left), quota: formatNumber(quota) };
  return (
    <Meter
      label={t('permissions.uses')}
      text={t('permissions.usesLeft', numbers)}
      left={left}
      of={quota}
      tone={left === 0 ? 'bad' : 'good'}
    />
  );
}

function Terms({ permission }: { permission: DescribedPermission }) {
  const { t } = useTranslation();
  const { source, holder, dataSet, versions, legalBasis, fields, rows } = permission;
  const { ratePerMinute, priceCents, validFrom, validUntil, proposed } = permission;
  return (
    <Facts
      rows={[
        [t('permissions.holder'), chosen(holder.name)],
        [t('permissions.source'), chosen(source.name)],
        [t('permissions.dataSet'), versions.map((version) => `${dataSet}@${version}`).join(', ')],
        [t('permissions.legalBasis'), chosen(legalBasis)],
        [
          t('permissions.fields'),
          fields === 'all' ? t('permissions.allFields') : fields.join(', '),
        ],
        [
          t('permissions.rows'),
          rows.length === 0 ? t('permissions.allRows') : rows.map(({ field }) => field).join(', '),
        ],
        [
          t('permissions.rate'),
          ratePerMinute === null
            ? null
            : t('permissions.perMinute', { uses: formatNumber(ratePerMinute) }),
        ],
        [t('permissions.price'), priceCents === 0 ? null : formatEuros(priceCents)],
        [t('permissions.validFrom'), formatDay(validFrom)],
        [t('permissions.validUntil'), formatDay(validUntil)],
        [t('permissions.proposedUntil'), proposed && formatDay(proposed.validUntil)],
      ]}
    />
  );
}

function Events({ events }: { events: DescribedPermission['events'] }) {
  const { t } = useTranslation();
  return (
    <section className="stack" aria-labelledby="events">
      <h2 id="events">{t('permissions.events')}</h2>
      <ul className="plain-list stack">
        {events.map(({ id, kind, occurredAt, side, text }) => (
          <li key={id} className="stack-tight">
            <span className="row-apart">
              <strong>{t(`permissions.event.${kind}`)}</strong>
              <span className="soft small">{formatInstant(occurredAt)}</span>
            </span>
            <span className="soft">{t(`permissions.side.${side}`)}</span>
            {text === null ? null : <p>“{text}”</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}
