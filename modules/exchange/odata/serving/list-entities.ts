import type { Context } from '../../../../platform/context.ts';
import { Refusal } from '../../../../platform/errors/refusal.ts';
import { noteReading } from '../../permissions/note-reading.ts';
import { openReading, type Reading, type ReadingName } from '../../permissions/open-reading.ts';
import { selectHead } from '../../records/sql/select-head.ts';
import type { MissingSource } from '../../virtual/source-fault.ts';
import type { PlainRecord } from '../expression/evaluate.ts';
import { touchesPersonal } from '../expression/expression.ts';
import type { OptionTexts } from '../query/option-texts.ts';
import type { Query, Shape } from '../query/query.ts';
import { readQuery } from '../query/read-query.ts';
import { entityTag } from './entity-tag.ts';
import { type HeldRecord, lastRecord } from './find-page.ts';
import { findPageOf } from './find-page-of.ts';
import { type PageToken, readPageToken, writePageToken } from './page-token.ts';
import { type ShapeOptions, shapeRecord } from './shape-record.ts';

const PAGE_MAX = 1_000;
const PAGE = 200;

/** How a question came, and what else was asked for with it. */
export interface AskedHow {
  /** In an address, where nothing personal may stand; or in a body. */
  by: 'address' | 'body';
  pageSize: number | undefined;
  isSlowAllowed: boolean;
  /** What changes afterwards is wanted too. */
  tracksChanges: boolean;
  shown: ShapeOptions;
}

export interface EntityPage {
  value: Record<string, unknown>[];
  count: number | undefined;
  /** For `$skiptoken`: there is more. */
  next: string | undefined;
  /** For `$deltatoken`: what changed since the first page. */
  delta: string | undefined;
  /** Sources of a virtual data set that the page goes without. */
  missing: MissingSource[];
}

/**
 * A page of the records that a query asks for, as OData shows them. Refuses like `openReading`, `readQuery`
 * and `findPageOf`; with `personal-field-in-address` a condition on what is personal in an address; and with
 * `odata-token-invalid`.
 */
export async function listEntities(
  context: Context,
  name: ReadingName,
  { texts, how }: { texts: OptionTexts; how: AskedHow },
): Promise<EntityPage> {
  const reading = await openReading(context, name, { virtual: true });
  const { view } = reading;
  const query = readQuery(view.definition, texts, { now: context.clock.now() });
  if (how.by === 'address') demandOpen(query);
  else if (query.deltatoken !== undefined) {
    throw new Refusal('odata-not-supported', { what: '$deltatoken' });
  }
  const question = questionOf(reading, query);
  const token =
    query.skiptoken === undefined
      ? undefined
      : readPageToken(context.keys, query.skiptoken, question);
  const position = await trackedFrom(context, reading, { query, how, token });
  const left = token?.left ?? query.top ?? Number.MAX_SAFE_INTEGER;
  const size = Math.min(left, how.pageSize ?? PAGE, PAGE_MAX);
  const after = token?.after;
  const found = await findPageOf(context, reading, {
    ...{ query, limit: Math.min(size + 1, left), isSlowAllowed: how.isSlowAllowed },
    last: after && { ...after, keyHash: Buffer.from(after.keyHash, 'base64') },
    isCounted: query.isCounted && token?.count === undefined,
  });
  const held = found.records.slice(0, size);
  const records = found.concerned ?? held.map(({ record }) => record);
  await noteReading(context, reading, { how: 'odata', records, asked: found.asked ?? [] });
  const count = query.isCounted ? (token?.count ?? found.count) : undefined;
  const last = found.records.length > size ? held.at(-1) : undefined;
  const next: PageToken | undefined = last && {
    ...{ question, after: afterOf(last, query) },
    ...(query.top === undefined ? {} : { left: left - held.length }),
    ...(count === undefined ? {} : { count }),
    ...(position === undefined ? {} : { position }),
  };
  const isDone = position !== undefined && !next;
  return {
    value: held.map(({ record }) => entityOf(reading, record, { query, shown: how.shown })),
    count,
    next: next && writePageToken(context.keys, next),
    delta: isDone ? writePageToken(context.keys, { question, position }) : undefined,
    missing: found.missing,
  };
}

function afterOf(last: HeldRecord, query: Query): NonNullable<PageToken['after']> {
  const { keyHash, ...rest } = lastRecord(last, query);
  return { ...rest, keyHash: keyHash.toString('base64') };
}

function entityOf(
  { view }: Reading,
  record: PlainRecord,
  { query, shown }: { query: Query; shown: ShapeOptions },
): Record<string, unknown> {
  const cut = view.cut(record);
  const asked = { shape: query.shape, options: shown };
  return { '@odata.etag': entityTag(cut), ...shapeRecord(cut, view.definition.fields, asked) };
}

/** How many records a query finds, and which sources it went without. Refuses like `listEntities`. */
export async function countEntitiesOf(
  context: Context,
  name: ReadingName,
  { texts, how }: { texts: OptionTexts; how: Pick<AskedHow, 'by' | 'isSlowAllowed'> },
): Promise<{ count: number; missing: MissingSource[] }> {
  const reading = await openReading(context, name, { virtual: true });
  const query = readQuery(reading.view.definition, texts, { now: context.clock.now() });
  if (how.by === 'address') demandOpen(query);
  const { isSlowAllowed } = how;
  const one = { query, isSlowAllowed, last: undefined, limit: 1, isCounted: true };
  const found = await findPageOf(context, reading, one);
  const { count = 0, concerned: records = [], asked = [], missing } = found;
  await noteReading(context, reading, { how: 'odata-count', records, asked });
  return { count, missing };
}

/** What a page goes on with must be asked by the same, of the same, about the same text of the data set. */
export function questionOf({ version, permission }: Reading, query: Query): string {
  return [version.id, version.digest.slice(0, 16), permission?.id ?? '', query.digest].join(':');
}

/** Since when changes are told after the last page: since before the first one was read. */
async function trackedFrom(
  context: Context,
  { version }: Reading,
  { query, how, token }: { query: Query; how: AskedHow; token: PageToken | undefined },
): Promise<number | undefined> {
  if (token) return token.position;
  const isWhole = query.top === undefined && query.skip === 0 && query.orders.length === 0;
  if (version.definition.sources) return undefined;
  if (!how.tracksChanges || !isWhole || how.by === 'body') return undefined;
  return (await selectHead(context.db, version.id)).position;
}

/** Refuses what would make an address tell something of a person. */
export function demandOpen({ where, orders, shape }: Query): void {
  const expressions = [where, ...orders.map(({ by }) => by), ...expressionsOf(shape)];
  if (expressions.some((one) => one !== undefined && touchesPersonal(one))) {
    throw new Refusal('personal-field-in-address');
  }
}

function expressionsOf({ computed, lists }: Shape): ReturnType<typeof listExpressions> {
  return [...computed.values(), ...listExpressions(lists)];
}

function listExpressions(lists: Shape['lists']): Query['where'][] {
  return [...lists.values()].flatMap((rows) => [
    rows.where,
    ...rows.orders.map(({ by }) => by),
    ...expressionsOf(rows),
  ]);
}
