import { type Definition, type Field, isList, isPersonal } from '../definition.ts';

/** Rows whose open field is one of some values, as texts. No value: no row. */
export interface RowCondition {
  field: string;
  values: readonly string[];
}

/** The readable fields of a record by name; of a nested list, those of its rows. */
export type ReadableFields = ReadonlyMap<string, true | ReadableFields>;

type PlainRecord = Record<string, unknown>;

/**
 * What somebody may see of a version. Whatever parses names, describes, sorts, counts or complains
 * uses `definition` alone: a field outside it does not exist for who asks.
 */
export interface View {
  readonly isWhole: boolean;
  /** Cut to the readable fields. */
  readonly definition: Definition;
  /** All of them hold for a visible record; `rowsCondition` is the same as SQL. */
  readonly rows: readonly RowCondition[];
  /** Whether any readable field is kept encrypted. */
  readonly isPersonal: boolean;
  /** The record with the fields of the view only. */
  cut(record: PlainRecord): PlainRecord;
  /** Whether a record, of which the open fields suffice, is among the rows. */
  isInView(record: PlainRecord): boolean;
}

/** All fields of all rows: what an institution sees of its own. */
export function wholeView(definition: Definition): View {
  return {
    isWhole: true,
    definition,
    rows: [],
    isPersonal: definition.fields.some(isPersonal),
    cut: (record) => record,
    isInView: () => true,
  };
}

/** The readable fields, and the key's, of the rows for which all conditions hold. */
export function makeView(
  definition: Definition,
  { fields, rows }: { fields: ReadableFields; rows: readonly RowCondition[] },
): View {
  const readable = new Map(fields);
  for (const name of definition.key) readable.set(name, true);
  const cutTo = cutDefinition(definition, readable);
  return {
    isWhole: false,
    definition: cutTo,
    rows,
    isPersonal: cutTo.fields.some(isPersonal),
    cut: (record) => cutRecord(record, readable),
    isInView: (record) => meetsRows(rows, record),
  };
}

/** Whether all conditions hold for a record, of which the open fields suffice. */
export function meetsRows(rows: readonly RowCondition[], record: Readonly<PlainRecord>): boolean {
  return rows.every(({ field, values }) => {
    const text = textOf(record[field]);
    return text !== undefined && values.includes(text);
  });
}

function cutDefinition(definition: Definition, fields: ReadableFields): Definition {
  const { recordVersion, validFrom, ...rest } = definition;
  return {
    ...rest,
    ...(recordVersion && fields.has(recordVersion) ? { recordVersion } : {}),
    ...(validFrom && fields.has(validFrom) ? { validFrom } : {}),
    fields: cutFields(definition.fields, fields),
  };
}

function cutFields(all: readonly Field[], readable: ReadableFields): Field[] {
  return all.flatMap((field): Field[] => {
    const part = readable.get(field.name);
    if (part === undefined) return [];
    if (part === true || !isList(field)) return [field];
    return [{ ...field, list: cutFields(field.list, part) }];
  });
}

function cutRecord(record: PlainRecord, readable: ReadableFields): PlainRecord {
  const cut: PlainRecord = {};
  for (const [name, value] of Object.entries(record)) {
    const part = readable.get(name);
    if (part === undefined) continue;
    cut[name] = part === true || !Array.isArray(value) ? value : cutRows(value, part);
  }
  return cut;
}

function cutRows(rows: readonly unknown[], readable: ReadableFields): PlainRecord[] {
  return rows.map((row) => cutRecord(row as PlainRecord, readable));
}

/** As `->>` of jsonb writes it. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}
