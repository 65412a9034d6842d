import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { MoreButton } from '../../features/api/MoreButton.tsx';
import { formatDay, formatNumber } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { GrantingPage } from '../../features/officials/GrantingPage.tsx';
import { type Part, permissionsQuery, type ShownPermission } from './exchange-api.ts';
import { Notices } from './PermissionEvents.tsx';
import { COUNTED, PermissionState } from './PermissionState.tsx';

/** Permissions to read records: what others ask of the institution, and what it holds itself. */
export function PermissionsPage() {
  const { t } = useTranslation();
  return (
    <GrantingPage title={t('permissions.title')} lead={t('permissions.lead')}>
      {() => (
        <>
          <Notices />
          <p>
            <Link to="/office/catalogue" className="button">
              {t('permissions.find')}
            </Link>
          </p>
          <PartOfThem as="source" />
          <PartOfThem as="holder" />
        </>
      )}
    </GrantingPage>
  );
}

function PartOfThem({ as }: { as: Part }) {
  const { t } = useTranslation();
  const found = useInfiniteQuery(permissionsQuery(as));
  return (
    <section className="stack" aria-labelledby={`as-${as}`}>
      <h2 id={`as-${as}`}>{t(`permissions.as.${as}.title`)}</h2>
      <Loaded query={found}>
        {({ pages }) => {
          const permissions = pages.flatMap((page) => page.permissions);
          if (permissions.length === 0) {
            return <p className="soft measure">{t(`permissions.as.${as}.none`)}</p>;
          }
          return (
            <ul className="rows" aria-label={t(`permissions.as.${as}.title`)}>
              {permissions.map((permission) => (
                <PermissionRow key={permission.number} as={as} permission={permission} />
              ))}
            </ul>
          );
        }}
      </Loaded>
      <MoreButton query={found} />
    </section>
  );
}

function PermissionRow({ as, permission }: { as: Part; permission: ShownPermission }) {
  const { t } = useTranslation();
  const { number, dataSet, holder, source, purpose, validUntil, quota, quotaPeriod, left } =
    permission;
  const numbers = { left: formatNumber(left ?? 0), quota: formatNumber(quota ?? 0) };
  return (
    <li>
      <Link to="/office/permissions/$number" params={{ number }} className="rows-link">
        <span>
          <strong>{chosen((as === 'source' ? holder : source).name)}</strong>
          <br />
          {chosen(purpose)}
          <br />
          <span className="soft small">
            {number}, {dataSet}, {t('permissions.until', { day: formatDay(validUntil) })}
            {quota === null || !COUNTED.includes(permission.state)
              ? null
              : `, ${t(`permissions.leftInRow.${quotaPeriod}`, numbers)}`}
          </span>
        </span>
        <span className="rows-end">
          <PermissionState permission={permission} />
        </span>
      </Link>
    </li>
  );
}
