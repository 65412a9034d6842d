import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDay, formatEuros, formatNumber } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { FieldList } from '../../features/terms/FieldTree.tsx';
import { quotaWords } from '../../features/terms/quota-words.ts';
import { Facts } from '../../ui/Facts.tsx';
import { cataloguedQuery } from './catalogue-api.ts';
import type { DescribedPermission } from './exchange-api.ts';

/** What a permission permits, and why. */
export function PermissionTerms({ permission }: { permission: DescribedPermission }) {
  const { t } = useTranslation();
  const { source, holder, dataSet, versions, legalBasis, fields } = permission;
  const { ratePerMinute, priceCents, validFrom, validUntil, proposed } = permission;
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
          [t('permissions.quota'), quotaWords(t, permission)],
          [
            t('permissions.rate'),
            ratePerMinute === null
              ? null
              : t('permissions.perMinute', { uses: formatNumber(ratePerMinute) }),
          ],
          [t('permissions.price'), priceCents === 0 ? null : formatEuros(priceCents)],
          [t('permissions.validFrom'), formatDay(validFrom)],
          [t('permissions.validUntil'), formatDay(validUntil)],
          [
            t('permissions.proposedUntil'),
            proposed &&
              `${formatDay(proposed.validUntil)}, ${quotaWords(t, { ...permission, quota: proposed.quota })}`,
          ],
        ]}
      />
      <FieldsOf permission={permission} />
    </>
  );
}

function Rows({ permission: { rows } }: { permission: DescribedPermission }) {
  const { t } = useTranslation();
  if (rows.length === 0) return t('permissions.allRows');
  return rows.map((row) => (
    <div key={JSON.stringify(row)}>
      {row.field}:{' '}
      {'values' in row ? <Values values={row.values} /> : t(`terms.rowWay.${row.profile}`)}
    </div>
  ));
}

/** So many stand in sight. */
const SHOWN = 10;

/** Each apart from the others, whatever signs it has. */
function Values({ values }: { values: readonly string[] }) {
  const { t } = useTranslation();
  const list = (
    <ul className="chips">
      {values.map((value) => (
        <li key={value} className="chip">
          {value}
        </li>
      ))}
    </ul>
  );
  if (values.length <= SHOWN) return list;
  return (
    <details>
      <summary>{t('terms.values', { count: values.length })}</summary>
      {list}
    </details>
  );
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
