import type { RowCondition } from './view.ts';

/** What a definition lets a field be called: nothing else ever becomes part of a statement. */
const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_]{0,62}$/;

/**
 * The rows of a view as SQL, to follow a `where …`, the values being parameters from `firstPlace` on.
 * The names of fields stand in the text, so that an index on one serves; a statement with any is
 * therefore not to be prepared under a fixed name.
 */
export function rowsCondition(
  rows: readonly RowCondition[],
  firstPlace: number,
): { text: string; values: (readonly string[])[] } {
  const parts = rows.map(({ field }, index) => {
    if (!FIELD_NAME.test(field)) throw new RangeError('No field is called like this.');
    // In the words of `exchange.index_fields`, or no index would serve.
    return ` and ((content ->> '${field}') collate "C") = any ($${firstPlace + index}::text[])`;
  });
  return { text: parts.join(''), values: rows.map(({ values }) => values) };
}
