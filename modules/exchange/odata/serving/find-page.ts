import pg from 'pg';
import type { Context } from '../../../../platform/context.ts';
import { Refusal } from '../../../../platform/errors/refusal.ts';
import type { Reading } from '../../permissions/open-reading.ts';
import { openRecord } from '../../records/open-record.ts';
import { compareValues, evaluate, holds, type PlainRecord } from '../expression/evaluate.ts';
import { partsOf, touchesPersonal } from '../expression/expression.ts';
import type { Query } from '../query/query.ts';
import {
  isKeyDescending,
  type LastRecord,
  segmentsAfter,
  textOfValue,
  valueOf,
} from '../query/record-order.ts';
import { beginFinding } from '../sql/begin-finding.ts';
import { countEntities } from '../sql/count-entities.ts';
import { explainStatement } from '../sql/explain-statement.ts';
import {
  countStatement,
  type EntityRow,
  pageStatement,
  type Sought,
  type SqlText,
  selectEntities,
} from '../sql/select-entities.ts';
import { pinnedKeys } from './pinned-keys.ts';
import { compareBy } from './shape-record.ts';

/** What is looked at in memory, found by its key before. */
export const IN_MEMORY_MAX = 10_000;
/** Parts of a condition that are looked at in memory, of all records together. */
const PARTS_IN_MEMORY_MAX = 10_000_000;
/** Fewer records are gone through, whatever is asked. */
const RECORDS_WITHOUT_INDEX = 100_000;
/** In units of the planner, of which some hundred thousand make a tenth of a second. */
const COST_MAX = 100_000;
const TIMEOUT_MS = 5_000;
const SLOW_TIMEOUT_MS = 25_000;

/** A record as it is held, all of it. */
export interface HeldRecord {
  keyHash: Buffer;
  record: PlainRecord;
  /** Of a virtual data set: the place of its source among the others. */
  place?: number;
}

export interface PageAsked {
  query: Query;
  /** The last record of the page before. */
  last: LastRecord | undefined;
  limit: number;
  isCounted: boolean;
  isSlowAllowed: boolean;
  /** Who asks has limited the time of its transaction, and is told when it is over by the database. */
  isLimited?: boolean;
}

export interface FoundPage {
  records: HeldRecord[];
  /**
   * Records that were found by their keys and looked at: that a condition does not hold for one tells
   * something about it too. Absent where the condition is about open fields alone.
   */
  concerned?: PlainRecord[];
  /** Keys that the condition names: that nothing is found for one tells something too. */
  asked?: readonly PlainRecord[];
  count: number | undefined;
}

/**
 * A page of the records that a condition finds within the rows of a view, in its order: by the database, or,
 * when the condition is about what is kept encrypted, in memory among those that its key finds.
 *
 * Refuses with `odata-too-slow` (the cost, and what is allowed) what no index serves in a large data
 * set, with `odata-personal-unfindable`, `odata-too-many-found` and `odata-not-computable`.
 */
export async function findPage(
  context: Context,
  reading: Reading,
  asked: PageAsked,
): Promise<FoundPage> {
  const { where } = asked.query;
  const isPersonal = asksPersonal(asked.query);
  const keys = pinnedKeys(
    context,
    { id: reading.version.id, definition: reading.view.definition },
    where,
  );
  const { isWhole } = reading.view;
  const sought = { versionId: reading.version.id, rows: reading.view.rows, where, keys };
  const found = await inTime(context, sought.versionId, {
    asked,
    work: async (inside, held) =>
      isPersonal
        ? await findInMemory(inside, sought, asked)
        : await findBySql(inside, sought, { ...asked, isWhole, held }),
  });
  return keys ? { ...found, asked: keys.asked } : found;
}

/** Whether the condition or order is about what is kept encrypted. */
export function asksPersonal({ where, orders }: Pick<Query, 'where' | 'orders'>): boolean {
  return [...(where ? [where] : []), ...orders.map(({ by }) => by)].some(touchesPersonal);
}

async function findBySql(
  context: Context,
  sought: Sought,
  asked: PageAsked & { isWhole: boolean; held: number },
): Promise<FoundPage> {
  const { db } = context;
  const { query, last, limit, isCounted, isSlowAllowed, isWhole, held } = asked;
  // A thousand keys at most, each found by the primary key.
  const isFoundByKey = sought.keys?.column === 'key_hash';
  const demand = async (statement: SqlText) => {
    if (isSlowAllowed || isFoundByKey || held <= RECORDS_WITHOUT_INDEX) return statement;
    const { isServed, cost } = await explainStatement(db, statement);
    if (isServed && cost <= COST_MAX) return statement;
    // Who sees a part is told nothing of the whole.
    const told = isWhole ? { cost: Math.round(cost), costMax: COST_MAX, records: held } : {};
    throw new Refusal('odata-too-slow', told);
  };
  const isPlain = !sought.where && sought.rows.length === 0;
  const count = isCounted
    ? isPlain
      ? held
      : await countEntities(db, await demand(countStatement(sought)))
    : undefined;
  const segments = last ? segmentsAfter(query.orders, last) : [undefined];
  const rows: EntityRow[] = [];
  const { orders, skip } = query;
  // A later page costs as much as the first, though the planner does not see it.
  await demand(pageStatement({ ...sought, orders, segment: undefined, skip, limit }));
  for (const segment of segments) {
    const page = { ...sought, orders, segment, skip: last ? 0 : skip, limit: limit - rows.length };
    rows.push(...(await selectEntities(db, pageStatement(page))));
    if (rows.length >= limit) break;
  }
  return { records: rows.map((row) => heldRecord(context, row)), count };
}

async function findInMemory(
  context: Context,
  sought: Sought,
  asked: PageAsked,
): Promise<FoundPage> {
  if (!sought.keys) throw new Refusal('odata-personal-unfindable');
  const rows = await selectEntities(
    context.db,
    pageStatement({
      ...sought,
      ...{ where: undefined, orders: [], segment: undefined, skip: 0, limit: IN_MEMORY_MAX + 1 },
    }),
  );
  if (rows.length > IN_MEMORY_MAX) {
    throw new Refusal('odata-too-many-found', { recordsMax: IN_MEMORY_MAX });
  }
  const all = rows.map((row) => heldRecord(context, row));
  return { ...pageInMemory(all, asked), concerned: all.map(({ record }) => record) };
}

/** The page that a condition finds among records that are in memory. Refuses with `odata-too-many-found`. */
export function pageInMemory(
  all: readonly HeldRecord[],
  { query, last, limit }: Pick<PageAsked, 'query' | 'last' | 'limit'>,
): { records: HeldRecord[]; count: number } {
  const { where, orders, skip } = query;
  const parts = [...(where ? partsOf(where) : [])].length;
  if (parts * all.length > PARTS_IN_MEMORY_MAX) {
    throw new Refusal('odata-too-many-found', {
      recordsMax: Math.floor(PARTS_IN_MEMORY_MAX / parts),
    });
  }
  const found = where ? all.filter(({ record }) => holds(where, record)) : all;
  const sign = isKeyDescending(orders) ? -1 : 1;
  const ordered = found.toSorted(
    (one, other) =>
      compareBy(orders, one.record, other.record) || sign * one.keyHash.compare(other.keyHash),
  );
  const from = last ? ordered.findIndex((one) => isAfter(one, query, last)) : skip;
  const records = from < 0 ? [] : ordered.slice(from, from + limit);
  return { records, count: found.length };
}

function isAfter(one: HeldRecord, { orders }: Query, last: LastRecord): boolean {
  for (const [place, { by, isDescending }] of orders.entries()) {
    const before = valueOf(by, last.values[place] ?? null);
    const order = compareValues(evaluate(by, [one.record]), before);
    if (order !== 0) return isDescending ? order < 0 : order > 0;
  }
  const order = one.keyHash.compare(last.keyHash);
  return isKeyDescending(orders) ? order < 0 : order > 0;
}

/** A record as the last one of a page. */
export function lastRecord({ keyHash, record, place }: HeldRecord, { orders }: Query): LastRecord {
  const values = orders.map(({ by }) => textOfValue(evaluate(by, [record])));
  return { keyHash, values, ...(place === undefined ? {} : { place }) };
}

function heldRecord({ keys }: Pick<Context, 'keys'>, row: EntityRow): HeldRecord {
  return { keyHash: row.keyHash, record: JSON.parse(openRecord(keys, row)) as PlainRecord };
}

/** The statement was ended, because it took too long. */
const ENDED = '57014';
/** Values that cannot be computed: a day beyond the calendar, a number too large. */
const DATA_ERRORS = /^22/;

async function inTime<T>(
  context: Context,
  versionId: number,
  { asked, work }: { asked: PageAsked; work: (inside: Context, held: number) => Promise<T> },
): Promise<T> {
  const { isSlowAllowed, isLimited = false } = asked;
  const timeoutMs = isSlowAllowed ? SLOW_TIMEOUT_MS : TIMEOUT_MS;
  try {
    return await context.db.transaction(async (db) => {
      const held = await beginFinding(db, versionId, isLimited ? null : timeoutMs);
      return await work({ ...context, db }, held);
    });
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    if (error.code === ENDED && !isLimited) throw new Refusal('odata-too-slow', {});
    if (DATA_ERRORS.test(error.code ?? '')) throw new Refusal('odata-not-computable');
    throw error;
  }
}
