import { sqlOfField } from '../records/sql/sql-of-field.ts';
import type { RowCondition } from './view.ts';

/**
 * The rows of a view as SQL, to follow a `where …`, the values being parameters from `firstPlace` on.
 * The names of fields stand in the text, so that an index on one serves; a statement with any is
 * therefore not to be prepared under a fixed name.
 */
export function rowsCondition(
  rows: readonly RowCondition[],
  firstPlace: number,
): { text: string; values: (readonly string[])[] } {
  const parts = rows.map(
    ({ field }, index) =>
      ` and ${sqlOfField(field, 'text')} = any ($${firstPlace + index}::text[])`,
  );
  return { text: parts.join(''), values: rows.map(({ values }) => values) };
}
