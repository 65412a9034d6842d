import { Readable } from 'node:stream';
import { parquetReadObjects } from 'hyparquet';
import { formOfContentType } from '../../../platform/files/file-form.ts';
import { readTable } from '../../../platform/files/read-table.ts';
import { BULK_FORMS, type BulkFormName } from '../held/forms/bulk-form.ts';

type PlainRecord = Record<string, unknown>;

/** What came back: all text of it, heads included, and the records that it tells. */
export interface Told {
  text: string;
  records: PlainRecord[];
  /** Keys that changes mention, also of records that are no more. */
  mentioned?: PlainRecord[];
}

export interface Answer {
  status: number;
  /** Head and body, to be searched for what must not be there. */
  text: string;
  bytes: Buffer;
  json(): PlainRecord;
}

/** Somebody who reads one version of a data set by a permission, over HTTP. */
export interface Asking {
  version: { code: string; version: number };
  permission: string;
  keyFields: readonly string[];
  /** Every key that there ever was. */
  keys: readonly PlainRecord[];
  ask(
    method: string,
    path: string,
    more?: { body?: unknown; accept?: string; prefer?: string; ifNoneMatch?: string },
  ): Promise<Answer>;
}

/** One way to records. `history`: it tells what records were, too. */
export interface WayOfReading {
  name: string;
  tells: 'state' | 'history';
  read(asking: Asking): Promise<Told>;
}

/**
 * Every way in which records leave. Whoever adds a way adds it here: the properties of permissions are
 * then shown of it too.
 */
export const WAYS_OF_READING: readonly WayOfReading[] = [
  { name: 'by key', tells: 'state', read: readByKey },
  { name: 'by lookup', tells: 'state', read: readByLookup },
  { name: 'by address', tells: 'state', read: readByAddress },
  ...(Object.keys(BULK_FORMS) as BulkFormName[]).map(
    (form): WayOfReading => ({
      name: `in bulk as ${form}`,
      tells: 'state',
      read: (asking) => readBulk(asking, form),
    }),
  ),
  { name: 'changes in pages', tells: 'history', read: readPages },
  { name: 'changes as a stream', tells: 'history', read: readStream },
  { name: 'by OData', tells: 'state', read: readOdata },
  { name: 'by OData, one by one', tells: 'state', read: readOdataEntities },
  { name: 'by OData in a body', tells: 'state', read: readOdataQuestion },
  { name: 'by OData since the beginning', tells: 'history', read: readOdataDelta },
  { name: 'through a mailbox', tells: 'history', read: readMailbox },
];

function addressOf({ version: { code, version } }: Asking): string {
  return `/data-sets/${code}/${version}`;
}

async function readByKey(asking: Asking): Promise<Told> {
  const body = { keys: asking.keys };
  return foundIn(await asking.ask('POST', `${addressOf(asking)}/by-key`, { body }));
}

async function readByLookup(asking: Asking): Promise<Told> {
  const [first = ''] = asking.keyFields;
  const values = [...new Set(asking.keys.map((key) => key[first]))];
  const body = { keys: values.map((value) => ({ [first]: value })) };
  return foundIn(await asking.ask('POST', `${addressOf(asking)}/by-key`, { body }));
}

function foundIn({ text, json }: Answer): Told {
  const { found } = json() as { found: { record: PlainRecord }[][] };
  return { text, records: found.flat().map(({ record }) => record) };
}

async function readByAddress(asking: Asking): Promise<Told> {
  const answers: Answer[] = [];
  for (const key of asking.keys) {
    const query = new URLSearchParams(
      Object.entries(key).map(([name, value]) => [name, `${value}`]),
    );
    answers.push(await asking.ask('GET', `${addressOf(asking)}/record?${query}`));
  }
  const found = answers.filter(({ status }) => status === 200);
  return {
    text: answers.map(({ text }) => text).join('\n'),
    records: found.map(({ json }) => json().record as PlainRecord),
  };
}

async function readBulk(asking: Asking, form: BulkFormName): Promise<Told> {
  const accept = BULK_FORMS[form].mediaType;
  const { text, bytes } = await asking.ask('GET', `${addressOf(asking)}/records`, { accept });
  if (form === 'ndjson') return { text, records: linesOf(bytes) };
  const records = form === 'parquet' ? await parquetRows(bytes) : await tableRows(bytes, accept);
  return { text: `${text}\n${JSON.stringify(records)}`, records };
}

async function parquetRows(bytes: Buffer): Promise<PlainRecord[]> {
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  const rows = await parquetReadObjects({ file: file as ArrayBuffer });
  return rows.map((row) => present(Object.entries(row)));
}

/** Of a table, with the names in its first row. An empty cell is none. */
async function tableRows(bytes: Buffer, mediaType: string): Promise<PlainRecord[]> {
  const rows: unknown[][] = [];
  for await (const { cells } of readTable(Readable.from([bytes]), formOfContentType(mediaType))) {
    rows.push([...cells]);
  }
  const [names = [], ...others] = rows;
  return others.map((cells) => present(cells.map((cell, place) => [String(names[place]), cell])));
}

function present(entries: [name: string, value: unknown][]): PlainRecord {
  return Object.fromEntries(
    entries
      .filter(([, value]) => value !== null && value !== '')
      .map(([name, value]) => [name, typeof value === 'bigint' ? Number(value) : value]),
  );
}

async function readPages(asking: Asking): Promise<Told> {
  return await readInPages(asking, async (after) => {
    const answer = await asking.ask('GET', `${addressOf(asking)}/changes?after=${after}&limit=3`);
    const { changes, next, more } = answer.json() as unknown as ChangePage;
    return { text: answer.text, changes, next, more };
  });
}

async function readStream(asking: Asking): Promise<Told> {
  const accept = 'application/x-ndjson';
  const { text, bytes } = await asking.ask('GET', `${addressOf(asking)}/changes`, { accept });
  return replayed(asking, text, linesOf(bytes) as unknown as Change[]);
}

async function readMailbox(asking: Asking): Promise<Told> {
  const { version: dataSet, permission } = asking;
  const body = { dataSet, permission, from: 'beginning' };
  const opened = await asking.ask('POST', '/mailboxes', { body });
  const box = `/mailboxes/${opened.json().id}`;
  const told = await readInPages(asking, async () => {
    const answer = await asking.ask('GET', `${box}/changes?limit=4`);
    const page = answer.json() as { changes?: Change[]; position: number; more: boolean };
    const { changes = [], position, more } = page;
    await asking.ask('POST', `${box}/acknowledge`, { body: { position } });
    return { text: answer.text, changes, next: position, more };
  });
  return { ...told, text: `${opened.text}\n${told.text}` };
}

function odataAddress({ version: { code, version } }: Asking): string {
  return `/odata/${code}/${version}`;
}

/** In pages, beside the model, a count and a search that must not tell more. */
async function readOdata(asking: Asking): Promise<Told> {
  const root = odataAddress(asking);
  const model = await asking.ask('GET', `${root}/$metadata`);
  const count = await asking.ask('GET', `${root}/Records/$count?$search=~`);
  const told = await readOdataPages(
    asking,
    `${root}/Records?$orderby=${asking.keyFields}&$count=true`,
  );
  return { ...told, text: [model.text, count.text, told.text].join('\n') };
}

async function readOdataPages(asking: Asking, first: string): Promise<Told & { delta?: string }> {
  const texts: string[] = [];
  const records: PlainRecord[] = [];
  let delta: string | undefined;
  let count: number | undefined;
  for (let next: string | undefined = first; next !== undefined; ) {
    const answer = await asking.ask('GET', next, { prefer: 'maxpagesize=2, track-changes' });
    const page = answer.json() as unknown as OdataPage;
    texts.push(answer.text);
    records.push(...page.value.map(fromOdata));
    count = page['@odata.count'];
    next = page['@odata.nextLink']?.replace('/exchange/v1', '');
    delta = page['@odata.deltaLink']?.replace('/exchange/v1', '');
  }
  if (count !== undefined && count !== records.length) {
    throw new Error(`${count} are counted, and ${records.length} told.`);
  }
  return { text: texts.join('\n'), records, ...(delta === undefined ? {} : { delta }) };
}

interface OdataPage {
  value: PlainRecord[];
  '@odata.count'?: number;
  '@odata.nextLink'?: string;
  '@odata.deltaLink'?: string;
}

async function readOdataEntities(asking: Asking): Promise<Told> {
  const answers: Answer[] = [];
  for (const key of asking.keys) {
    const written = Object.entries(key).map(([name, value]) => {
      return `${name}=${typeof value === 'string' ? `'${value}'` : value}`;
    });
    answers.push(await asking.ask('GET', `${odataAddress(asking)}/Records(${written})`));
  }
  const found = answers.filter(({ status }) => status === 200);
  return {
    text: answers.map(({ text }) => text).join('\n'),
    records: found.map(({ json }) => fromOdata(json())),
  };
}

async function readOdataQuestion(asking: Asking): Promise<Told> {
  const [first = ''] = asking.keyFields;
  const values = [...new Set(asking.keys.map((key) => `'${key[first]}'`))];
  const body = { $filter: `${first} in (${values})` };
  const answer = await asking.ask('POST', `${odataAddress(asking)}/Records/$query`, { body });
  const { value } = answer.json() as unknown as OdataPage;
  return { text: answer.text, records: value.map(fromOdata) };
}

/** All records, and then what changed since: nothing, as nobody writes meanwhile. */
async function readOdataDelta(asking: Asking): Promise<Told> {
  const told = await readOdataPages(asking, `${odataAddress(asking)}/Records`);
  const delta = await asking.ask('GET', told.delta ?? '');
  const { value } = delta.json() as unknown as OdataPage;
  return { text: `${told.text}\n${delta.text}`, records: [...told.records, ...value] };
}

/** Without what OData adds: annotations, and null for what is absent. */
function fromOdata(value: PlainRecord): PlainRecord {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, one]) => {
      if (one === null || name.includes('@')) return [];
      if (!Array.isArray(one)) return [[name, one]];
      return one.length === 0 ? [] : [[name, one.map(fromOdata)]];
    }),
  );
}

interface Change {
  upsert?: PlainRecord;
  delete?: PlainRecord;
}

interface ChangePage {
  changes: Change[];
  next: number;
  more: boolean;
}

async function readInPages(
  asking: Asking,
  read: (after: number) => Promise<ChangePage & { text: string }>,
): Promise<Told> {
  const texts: string[] = [];
  const changes: Change[] = [];
  for (let after = 0; ; ) {
    const page = await read(after);
    texts.push(page.text);
    changes.push(...page.changes);
    after = page.next;
    if (!page.more) return replayed(asking, texts.join('\n'), changes);
  }
}

/** The records to which changes lead. */
function replayed({ keyFields }: Asking, text: string, changes: readonly Change[]): Told {
  const held = new Map<string, PlainRecord>();
  const mentioned: PlainRecord[] = [];
  for (const change of changes) {
    const of = change.upsert ?? change.delete ?? {};
    mentioned.push(of);
    const key = JSON.stringify(keyFields.map((name) => of[name]));
    if (change.upsert) held.set(key, change.upsert);
    else held.delete(key);
  }
  return { text, records: [...held.values()], mentioned };
}

function linesOf(bytes: Buffer): PlainRecord[] {
  const lines = bytes.toString().trim().split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as PlainRecord);
}
