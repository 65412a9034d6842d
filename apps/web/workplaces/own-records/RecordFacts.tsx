import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { OwnRecords } from '../../../../modules/exchange/own-records/api.ts';
import { formatDay, formatDecimal, formatInstant } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { Facts } from '../../ui/Facts.tsx';

type Field = OwnRecords['fields'][number];
type PlainRecord = Readonly<Record<string, unknown>>;

interface Props {
  fields: readonly Field[];
  record: PlainRecord;
  /** The path of the list whose row it is, with its point. */
  above?: string;
}

/** The fields of a record in words, those of nested lists within them; what it does not state is left out. */
export function RecordFacts({ fields, record, above = '' }: Props) {
  const { t } = useTranslation();
  const nameOf = (path: string) => path.slice(above.length);
  const own = fields.filter(({ path }) => path.startsWith(above) && !nameOf(path).includes('.'));
  return (
    <Facts
      rows={own.map((field) => {
        const name = nameOf(field.path);
        const value = record[name];
        if (value === undefined || value === null) return [name, null];
        const label = field.comment ? chosen(field.comment) : name;
        if (!Array.isArray(value)) return [label, shown(t, field.type, value)];
        if (value.length === 0) return [label, t('ownRecords.noRows')];
        return [label, <Rows key={name} fields={fields} rows={value} above={`${field.path}.`} />];
      })}
    />
  );
}

function Rows({ fields, rows, above }: Omit<Required<Props>, 'record'> & { rows: PlainRecord[] }) {
  return (
    <ul className="plain-list stack-tight">
      {rows.map((row, place) => (
        <li key={place} className="indented">
          <RecordFacts fields={fields} record={row} above={above} />
        </li>
      ))}
    </ul>
  );
}

function shown(t: TFunction, type: Field['type'], value: unknown): string {
  if (type === 'boolean') return t(value ? 'state.yes' : 'state.no');
  if (type === 'day') return formatDay(String(value));
  if (type === 'instant') return formatInstant(String(value));
  if (type === 'decimal') return formatDecimal(String(value));
  return String(value);
}
