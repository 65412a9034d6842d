import { type Definition, type Field, isList } from '../../exchange/index.ts';

/** Finds the field that a rule names: that of a row hides one of the record. */
export interface FieldOf {
  names: readonly string[];
  find(name: string): Field | undefined;
  /** Whether the name is that of a row's field. */
  isOfRow(name: string): boolean;
}

export function fieldFinder({ fields }: Pick<Definition, 'fields'>, each?: string): FieldOf {
  const rows = (each === undefined ? undefined : listOf({ fields }, each)) ?? [];
  const byName = new Map([...fields, ...rows].map((field) => [field.name, field]));
  const ofRow = new Set(rows.map(({ name }) => name));
  return {
    names: [...byName.keys()],
    find: (name) => byName.get(name),
    isOfRow: (name) => ofRow.has(name),
  };
}

/** The fields of the rows of a list of the record. */
export function listOf(
  { fields }: Pick<Definition, 'fields'>,
  name: string,
): readonly Field[] | undefined {
  const field = fields.find((one) => one.name === name);
  return field && isList(field) ? field.list : undefined;
}
