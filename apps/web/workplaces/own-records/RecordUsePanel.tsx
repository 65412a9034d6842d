import { useTranslation } from 'react-i18next';
import type { OwnUse } from '../../../../modules/exchange/uses/api.ts';
import { formatInstant } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { Facts } from '../../ui/Facts.tsx';

/** One use of records about the person: who, when, why, of what. */
export function RecordUsePanel({ use }: { use: OwnUse }) {
  const { t } = useTranslation();
  const { id, reader, source, purpose, legalBasis, permission, fields } = use;
  return (
    <li>
      <article className="panel stack" aria-labelledby={id}>
        <div className="stack-tight">
          <h3 id={id}>{reader ? chosen(reader.name) : t('uses.operator')}</h3>
          <p className="soft small">{formatInstant(use.at)}</p>
        </div>
        <p>{chosen(purpose)}</p>
        {use.everybody ? <p className="notice">{t('uses.everybody')}</p> : null}
        <Facts
          rows={[
            [t('uses.records'), chosen(use.dataSet.name)],
            [t('uses.source'), chosen(source.name)],
            [t('uses.legalBasis'), legalBasis && chosen(legalBasis)],
            [t('uses.permission'), permission],
          ]}
        />
        <details>
          <summary>{t('uses.fields')}</summary>
          <ul>
            {fields.map(({ name, comment }) => (
              <li key={name}>{comment ? chosen(comment) : name}</li>
            ))}
          </ul>
        </details>
      </article>
    </li>
  );
}
