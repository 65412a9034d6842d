import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { type Field, type FieldType, isList } from '../../definition.ts';
import type { View } from '../../permissions/view.ts';
import type { RecordPages } from './record-pages.ts';

/** Rows that are encoded together: 80 ms of work, which others on the server wait for. */
const GROUP_ROWS = 10_000;
const GROUP_LENGTH_MAX = 16 * 1_048_576;
const DAY_MS = 86_400_000;
/** A decimal of a definition has at most 18 digits before the point and 9 after it. */
const SCALE = 9;
const PRECISION = 27;

type SchemaElement = ParquetWriter['schema'][number];
type Column = Pick<SchemaElement, 'type'> & Partial<SchemaElement>;

const TEXT: Column = { type: 'BYTE_ARRAY', converted_type: 'UTF8' };
const COLUMNS: Readonly<Record<FieldType, Column>> = {
  text: TEXT,
  'personal-code': TEXT,
  integer: { type: 'INT64' },
  decimal: {
    ...{ type: 'FIXED_LEN_BYTE_ARRAY', type_length: 16, converted_type: 'DECIMAL' },
    ...{ precision: PRECISION, scale: SCALE },
  },
  boolean: { type: 'BOOLEAN' },
  day: { type: 'INT32', converted_type: 'DATE' },
  instant: {
    ...{ type: 'INT64', converted_type: 'TIMESTAMP_MILLIS' },
    // Without it readers take the time for one of no zone, and theirs for it.
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
};

/** A Parquet file: a typed column for each field, lists as JSON; group by group, in bounded memory. */
export async function* writeParquet(view: View, pages: RecordPages): AsyncGenerator<Buffer> {
  const { fields } = view.definition;
  const bytes = new ByteWriter();
  const writer = new ParquetWriter({ writer: bytes, schema: schemaOf(fields) });
  for await (const texts of groupsOf(pages)) {
    const records = texts.map((text) => view.cut(JSON.parse(text) as Record<string, unknown>));
    const columnData = fields.map((field) => ({
      name: field.name,
      data: records.map((record) => columnValue(field, record[field.name])),
    }));
    await writer.write({ columnData, rowGroupSize: records.length });
    yield takeBytes(bytes);
  }
  await writer.finish();
  yield takeBytes(bytes);
}

function schemaOf(fields: readonly Field[]): SchemaElement[] {
  const columns = fields.map((field): SchemaElement => {
    const column = isList(field)
      ? { type: 'BYTE_ARRAY' as const, converted_type: 'JSON' as const }
      : COLUMNS[field.type];
    return { name: field.name, repetition_type: 'OPTIONAL', ...column };
  });
  return [{ name: 'record', num_children: columns.length }, ...columns];
}

/** What was written so far leaves; the writer goes on in the same memory. */
function takeBytes(writer: ByteWriter): Buffer {
  const taken = Buffer.from(writer.getBuffer());
  writer.index = 0;
  return taken;
}

async function* groupsOf(pages: RecordPages): AsyncGenerator<string[]> {
  let group: string[] = [];
  let length = 0;
  for await (const texts of pages) {
    for (const text of texts) {
      group.push(text);
      length += text.length;
      if (group.length < GROUP_ROWS && length < GROUP_LENGTH_MAX) continue;
      yield group;
      group = [];
      length = 0;
    }
  }
  if (group.length > 0) yield group;
}

function columnValue(field: Field, value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (isList(field)) return value;
  if (field.type === 'integer') return BigInt(value as number);
  if (field.type === 'decimal') return unscaled(value as string);
  if (field.type === 'day') return Date.parse(value as string) / DAY_MS;
  if (field.type === 'instant') return BigInt(Date.parse(value as string));
  return value;
}

function unscaled(text: string): bigint {
  const [whole = '', fraction = ''] = text.split('.');
  return BigInt(`${whole}${fraction.padEnd(SCALE, '0')}`);
}
