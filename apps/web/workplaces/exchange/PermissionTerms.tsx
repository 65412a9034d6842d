import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDay, formatEuros, formatNumber } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { Facts } from '../../ui/Facts.tsx';
import { cataloguedQuery } from './catalogue-api.ts';
import type { DescribedPermission } from './exchange-api.ts';
import { FieldList } from './FieldTree.tsx';

/** What a permission permits, and why. */
export function PermissionTerms({ permission }: { permission: DescribedPermission }) {
  const { t } = useTranslation();
  const { source, holder, dataSet, versions, legalBasis, fields } = permission;
  const { ratePerMinute, priceCents, validFrom, validUntil, proposed, quota } = permission;
  return (
    <>
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
          [t('permissions.rows'), <Rows key="rows" permission={permission} />],
          [t('permissions.quota'), quota === null ? null : formatNumber(quota)],
          [
            t('permissions.rate'),
            ratePerMinute === null
              ? null
              : t('permissions.perMinute', { uses: formatNumber(ratePerMinute) }),
          ],
          [t('permissions.price'), priceCents === 0 ? null : formatEuros(priceCents)],
          [t('permissions.validFrom'), formatDay(validFrom)],
          [t('permissions.validUntil'), formatDay(validUntil)],
          [t('permissions.proposedUntil'), proposed && <Proposed key="proposed" {...proposed} />],
        ]}
      />
      <FieldsOf permission={permission} />
    </>
  );
}

function Proposed({ validUntil, quota }: NonNullable<DescribedPermission['proposed']>) {
  const { t } = useTranslation();
  const uses =
    quota === null
      ? t('permissions.withoutQuota')
      : t('permissions.quotaOf', { uses: formatNumber(quota) });
  return `${formatDay(validUntil)}, ${uses}`;
}

function Rows({ permission: { rows } }: { permission: DescribedPermission }) {
  const { t } = useTranslation();
  if (rows.length === 0) return t('permissions.allRows');
  return rows
    .map((row) =>
      'values' in row
        ? `${row.field}: ${row.values.join('; ')}`
        : `${row.field}: ${t(`terms.rowWay.${row.profile}`)}`,
    )
    .join(', ');
}

/** What the readable fields tell about people, as long as the data set is published. */
function FieldsOf({ permission }: { permission: DescribedPermission }) {
  const { t } = useTranslation();
  const { dataSet, versions, fields } = permission;
  const version = versions.at(-1) ?? 1;
  const found = useQuery(cataloguedQuery({ code: dataSet, version }));
  if (!found.data) return null;
  return (
    <details>
      <summary>{t('permissions.fieldClasses')}</summary>
      <div className="stack">
        <FieldList fields={found.data.fields} {...(fields !== 'all' && { choice: fields })} />
        <p>
          <Link
            to="/office/catalogue/$code/$version"
            params={{ code: dataSet, version: String(version) }}
          >
            {t('permissions.aboutDataSet')}
          </Link>
        </p>
      </div>
    </details>
  );
}
