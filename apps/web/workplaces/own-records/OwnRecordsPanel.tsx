import { useTranslation } from 'react-i18next';
import type { OwnRecords } from '../../../../modules/exchange/own-records/api.ts';
import { formatInstant } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { Facts } from '../../ui/Facts.tsx';
import { RecordFacts } from './RecordFacts.tsx';

/** What one data set holds about the person: whose it is at once, what it is when it is asked for. */
export function OwnRecordsPanel({ found }: { found: OwnRecords }) {
  const { t } = useTranslation();
  const { dataSet, source, legalBasis, updates, fields, records, hasMore } = found;
  return (
    <li>
      <article className="panel stack" aria-labelledby={dataSet.code}>
        <h2 id={dataSet.code}>{chosen(dataSet.name)}</h2>
        <Facts
          rows={[
            [t('ownRecords.source'), chosen(source.name)],
            [t('uses.legalBasis'), legalBasis && chosen(legalBasis)],
            [t('dataSets.rhythm'), updates && t(`dataSets.updates.${updates}`)],
          ]}
        />
        <details>
          <summary>{t('ownRecords.show', { count: records.length })}</summary>
          <div className="stack opened">
            {records.map(({ changedAt, record }, place) => (
              <div key={place} className="stack-tight">
                <p className="soft small">
                  {t('ownRecords.changedAt', { at: formatInstant(changedAt) })}
                </p>
                <RecordFacts fields={fields} record={record} />
              </div>
            ))}
            {hasMore ? <p className="notice">{t('ownRecords.hasMore')}</p> : null}
          </div>
        </details>
      </article>
    </li>
  );
}
