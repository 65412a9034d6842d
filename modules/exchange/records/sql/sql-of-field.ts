import type { FieldType } from '../../definition.ts';

/** What a definition lets a field be called: nothing else ever becomes part of a statement. */
const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_]{0,62}$/;

export type SqlType = 'text' | 'numeric' | 'boolean';

/** In which form the database compares the values of a type. */
export const SQL_TYPES: Readonly<Record<FieldType, SqlType>> = {
  text: 'text',
  'personal-code': 'text',
  day: 'text',
  instant: 'text',
  integer: 'numeric',
  decimal: 'numeric',
  boolean: 'boolean',
};

/**
 * The value of an open field, as SQL. An index on a field is made of the same words
 * (`exchange.index_fields`), or it would not serve.
 */
export function sqlOfField(name: string, type: SqlType, source = 'content'): string {
  const text = `(${source} ->> '${demandFieldName(name)}')`;
  return type === 'text' ? `(${text} collate "C")` : `(${text}::${type})`;
}

/** Of a field or list, to become part of a statement. Throws at anything else. */
export function demandFieldName(name: string): string {
  if (!FIELD_NAME.test(name)) throw new RangeError('No field is called like this.');
  return name;
}
