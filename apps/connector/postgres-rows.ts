import type { Client, FieldDef } from 'pg';
import type { PostgresSource } from './config.ts';
import { ConnectorFailure } from './connector-failure.ts';
import type { Described } from './platform-client.ts';

export type Row = {
  /** JSON of the fields, of what is deleted those that name it; cut off when it is too long to be taken. */
  record: string;
  deleted: boolean;
  watermark: string;
  /** The watermark for the next run to begin at: none that is still to come. */
  mark: string;
  /** The key as texts: of rows with one watermark, the order. */
  key: string[];
};

/** What a watermark is: a number, or a time. */
interface WatermarkKind {
  type: 'bigint' | 'timestamptz';
  overlap: { text: string; type: 'bigint' | 'interval' };
}

const INTEGER_TYPES = new Set([20, 21, 23]);
const TIME_TYPES = new Set([1082, 1114, 1184]);
const OVERLAP_ROWS = 1_000;
const OVERLAP_TIME = '10m';
/** The platform takes no longer lines; what is longer is not even read whole. */
const RECORD_LENGTH_MAX = 262_144;
/** Of a record that is too long, so much is sent to be kept in the quarantine. */
const CUT_LENGTH = 1_000;
/** Types that records have as texts, whatever the database has. */
const TEXTS = new Set(['text', 'personal-code', 'decimal', undefined]);

/** Rows of a query as records of a data set: PostgreSQL itself writes them as JSON. */
export class PostgresRows {
  private readonly client: Client;
  private readonly definition: Described['definition'];
  private readonly from: string;
  private readonly fields: string;
  private readonly named: string;
  private readonly watermark: string | undefined;
  private readonly deleted: string | undefined;
  private readonly kind: WatermarkKind | undefined;

  private constructor(
    client: Client,
    { query, watermark }: PostgresSource,
    {
      definition,
      columns,
    }: { definition: Described['definition']; columns: ReadonlyMap<string, FieldDef> },
  ) {
    this.client = client;
    this.definition = definition;
    this.from = `(\n${query.replace(/;\s*$/, '')}\n) q`;
    const fields = definition.fields.filter(({ name }) => columns.has(name));
    const pick = (picked: typeof fields) => {
      const selected = picked.map(({ name, ...field }) => {
        const isText = !('list' in field) && TEXTS.has(field.type);
        return `q.${quoted(name)}${isText ? '::text' : ''} as ${quoted(name)}`;
      });
      return `(select row_to_json(picked)::text from (select ${selected.join(', ')}) picked)`;
    };
    const { key, recordVersion } = definition;
    this.fields = pick(fields);
    this.named = pick(fields.filter(({ name }) => key.includes(name) || name === recordVersion));
    this.watermark = watermark && `q.${quoted(watermark.column)}`;
    this.deleted = watermark?.deleted && `q.${quoted(watermark.deleted)}`;
    this.kind = watermark && kindOf(watermark, columns.get(watermark.column));
  }

  /** Asks the database which columns the query has. Fails when they do not fit the data set. */
  static async prepare(
    client: Client,
    source: PostgresSource,
    definition: Described['definition'],
  ): Promise<PostgresRows> {
    const { fields } = await client.query(
      `select * from (\n${source.query.replace(/;\s*$/, '')}\n) q limit 0`,
    );
    const columns = new Map(fields.map((field) => [field.name, field]));
    const { watermark } = source;
    const extra = [watermark?.column, watermark?.deleted].filter((name) => name !== undefined);
    const names = definition.fields.map(({ name }) => name);
    const { key, recordVersion } = definition;
    const needed = [...key, ...(recordVersion ? [recordVersion] : []), ...extra];
    const missing = needed.filter((name) => !columns.has(name));
    const unknown = [...columns.keys()].filter((name) => ![...names, ...extra].includes(name));
    if (missing.length > 0) throw new ConnectorFailure(`The query lacks ${missing.join(', ')}.`);
    if (unknown.length > 0) {
      throw new ConnectorFailure(`The data set has no field ${unknown.join(', ')}.`);
    }
    return new PostgresRows(client, source, { definition, columns });
  }

  /** What kind of watermark the source has: of another kind, what is known of the last run says nothing. */
  get watermarkType(): string | undefined {
    return this.kind?.type;
  }

  /**
   * A page of rows in the order of watermark and key: after a row; or from the watermark of the run
   * before on, less the overlap; or from the first row. A time that is still to come, or a clock that was
   * set back, leaves nothing out: a run begins at the present at the latest.
   */
  async changedAfter({
    watermark: known,
    after,
    limit,
  }: {
    watermark: string | undefined;
    after: Row | undefined;
    limit: number;
  }): Promise<Row[]> {
    const { watermark, kind } = this;
    if (!watermark || !kind) throw new Error('The source has no watermark.');
    const key = this.definition.key.map((name) => `q.${quoted(name)}`);
    const order = [watermark, ...key];
    const isDeleted = `coalesce(${this.deleted ?? 'false'}, false)`;
    const values: unknown[] = after ? [after.watermark, ...after.key] : [];
    let where = 'true';
    if (after) where = `(${order.join(', ')}) > (${order.map((_, at) => `$${at + 1}`).join(', ')})`;
    else if (known !== undefined) {
      const { type, overlap } = kind;
      where = `${watermark} >= ${atPresent(kind, `$1::text::${type}`)} - $2::text::${overlap.type}`;
      values.push(known, overlap.text);
    }
    const { rows } = await this.client.query<Row>(
      `select
         left(case when ${isDeleted} then ${this.named} else ${this.fields} end,
           ${RECORD_LENGTH_MAX + 1}) as record,
         ${watermark}::text as watermark, ${atPresent(kind, watermark)}::text as mark,
         ${isDeleted} as deleted,
         array[${key.map((column) => `${column}::text`).join(', ')}] as key
       from ${this.from}
       where ${where} and ${watermark} is not null
       order by ${order.join(', ')} limit ${limit}`,
      values,
    );
    return rows;
  }

  /** All rows, as they stand at one moment, page by page. */
  async *all(limit: number): AsyncGenerator<Pick<Row, 'record'>[]> {
    const { client } = this;
    await client.query('begin isolation level repeatable read read only');
    await client.query(
      `declare koplieta_rows no scroll cursor for
       select left(${this.fields}, ${RECORD_LENGTH_MAX + 1}) as record from ${this.from}`,
    );
    for (;;) {
      const { rows } = await client.query<Pick<Row, 'record'>>(`fetch ${limit} from koplieta_rows`);
      if (rows.length === 0) break;
      yield rows;
    }
    await client.query('commit');
  }

  /** What is sent for a row: JSON. */
  changeOf({ record, deleted }: Row): string {
    if (deleted) return `{"delete":${record}}`;
    const isCut = record.length > RECORD_LENGTH_MAX;
    return `{"upsert":${isCut ? JSON.stringify(record.slice(0, CUT_LENGTH)) : record}}`;
  }
}

/** Of a time, the present when that comes before it. */
function atPresent({ type }: WatermarkKind, watermark: string): string {
  return type === 'timestamptz' ? `least(${watermark}::timestamptz, now())` : watermark;
}

function kindOf(
  { column, overlap }: NonNullable<PostgresSource['watermark']>,
  field: FieldDef | undefined,
): WatermarkKind {
  const type = field?.dataTypeID ?? 0;
  if (INTEGER_TYPES.has(type)) {
    if (typeof overlap === 'string') throw unfit(column, 'a number: state the overlap as one');
    return { type: 'bigint', overlap: { text: String(overlap ?? OVERLAP_ROWS), type: 'bigint' } };
  }
  if (!TIME_TYPES.has(type)) throw unfit(column, 'neither a whole number nor a time');
  if (typeof overlap === 'number') throw unfit(column, 'a time: state the overlap as 10m');
  const text = (overlap ?? OVERLAP_TIME).replace('m', ' minutes').replace(/(\d)([shd])$/, '$1 $2');
  return { type: 'timestamptz', overlap: { text, type: 'interval' } };
}

function unfit(column: string, why: string): ConnectorFailure {
  return new ConnectorFailure(`The watermark ${column} is ${why}.`);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
