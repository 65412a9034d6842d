import { useTranslation } from 'react-i18next';
import type { CatalogueField } from '../../../../modules/exchange/catalogue/api.ts';
import { PROFILE_PARAMETERS } from '../../../../modules/exchange/permissions/terms.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectInput } from '../../ui/SelectInput.tsx';
import { NO_VALUES, type RowDraft } from './terms-draft.ts';
import { ValueList } from './ValueList.tsx';

const ROWS_MAX = 5;
const WAYS = ['values', ...PROFILE_PARAMETERS] as const;

interface Props {
  fields: readonly CatalogueField[];
  rows: readonly RowDraft[];
  mistake: string | undefined;
  onChange(rows: readonly RowDraft[]): void;
}

/** Which records are read: all of them, or those that meet conditions on open fields. */
export function RowFilters({ fields, rows, mistake, onChange }: Props) {
  const { t } = useTranslation();
  const open = fields.filter(isOpen).map(({ path }) => path);
  const put = (place: number, row: RowDraft) => onChange(rows.with(place, row));
  return (
    <fieldset className="stack plain-group">
      <legend>{t('terms.rows')}</legend>
      <p className="hint measure">{t(open.length === 0 ? 'terms.rowsNone' : 'terms.rowsHint')}</p>
      {rows.map((row, place) => (
        <fieldset key={row.id} className="stack-tight plain-group indented">
          <legend>{t('terms.row', { number: place + 1 })}</legend>
          <SelectInput
            label={t('terms.rowField')}
            value={row.field}
            options={['', ...open].map((path) => [path, path] as const)}
            onChange={(field) => put(place, { ...row, field })}
          />
          <SelectInput
            label={t('terms.rowBy')}
            value={row.by}
            options={WAYS.map((way) => [way, t(`terms.rowWay.${way}`)] as const)}
            onChange={(by) => put(place, { ...row, by })}
          />
          {row.by === 'values' ? (
            <ValueList
              label={t('terms.rowValues')}
              draft={row.values}
              onChange={(values) => put(place, { ...row, values })}
            />
          ) : null}
          <div>
            <Button onPress={() => onChange(rows.toSpliced(place, 1))}>
              {t('terms.rowRemove', { number: place + 1 })}
            </Button>
          </div>
        </fieldset>
      ))}
      {mistake ? (
        <p className="mistake" role="alert">
          {mistake}
        </p>
      ) : null}
      {rows.length < ROWS_MAX && open.length > 0 ? (
        <div>
          <Button onPress={() => onChange([...rows, newRow(rows)])}>{t('terms.rowAdd')}</Button>
        </div>
      ) : null}
    </fieldset>
  );
}

function newRow(rows: readonly RowDraft[]): RowDraft {
  const id = Math.max(-1, ...rows.map((row) => row.id)) + 1;
  return { id, field: '', by: 'values', values: NO_VALUES };
}

/** Of the first level, and not kept encrypted. */
function isOpen({ path, class: of }: CatalogueField): boolean {
  return !path.includes('.') && (of === 'none' || of === 'pseudonymous');
}
