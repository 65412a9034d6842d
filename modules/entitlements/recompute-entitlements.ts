import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import {
  countPersons,
  listPersonIds,
  type PersonFacts,
  readPersonFacts,
} from '../persons/index.ts';
import { computeEntitlements } from './compute-entitlements.ts';
import type { Entitlement } from './entitlement.ts';
import { noteFollowed } from './followed.ts';
import type { Concerned } from './following/find-concerned.ts';
import { deleteWaiting } from './following/sql/delete-waiting.ts';
import { listHeldGrants } from './grants/sql/list-held-grants.ts';
import { type Grounds, type GroundsReader, groundsMark, readGrounds } from './grounds.ts';
import { lockRecompute } from './sql/lock-recompute.ts';
import { type Replaced, replaceEntitlements } from './sql/replace-entitlements.ts';

export interface Recomputed extends Replaced {
  persons: number;
}

interface RecomputeProgress {
  /** Persons done so far. */
  persons: number;
  of: number;
}

export interface RecomputeOptions {
  onProgress?: (progress: RecomputeProgress) => void;
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const BATCH_PERSONS = 500;
const TURN_PERSONS = 50;

/** While one batch waits for the database, another one is computed. */
const BATCHES_UNDER_WAY_MAX = 3;

/**
 * Recomputes what all persons are entitled to. What stays as it is is not touched; what changed is
 * superseded and added anew, and that it is done for what is published now is noted. Each batch is a
 * database transaction of its own, and memory holds a few batches however many persons there are. One
 * recomputation of all at a time; another one waits.
 */
export async function recomputeEntitlements(
  context: Context,
  options: RecomputeOptions = {},
): Promise<Recomputed> {
  return await context.db.transaction(async (db) => {
    await lockRecompute(db, 'all');
    // Whoever waits now is computed below, from facts that are read later.
    await deleteWaiting(db);
    const mark = await groundsMark(context);
    const grounds = await readGrounds(context);
    const recomputed = await recomputeAll(context, grounds, options);
    await noteFollowed(context, { mark, grounds });
    return recomputed;
  });
}

async function recomputeAll(
  context: Context,
  grounds: Grounds,
  { onProgress }: RecomputeOptions,
): Promise<Recomputed> {
  const of = await countPersons(context);
  const sum: Recomputed = { persons: 0, added: 0, superseded: 0 };
  const underWay = new Set<Promise<void>>();
  let failure: unknown;
  let after: string | undefined = FIRST_ID;
  while (after !== undefined && failure === undefined) {
    const personIds = await listPersonIds(context, { after, limit: BATCH_PERSONS });
    after = personIds.at(-1);
    if (personIds.length === 0) break;
    const batch: Promise<void> = recomputeBatch(context, { grounds, personIds })
      .then((replaced) => {
        sum.persons += personIds.length;
        sum.added += replaced.added;
        sum.superseded += replaced.superseded;
        onProgress?.({ persons: sum.persons, of });
      })
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => underWay.delete(batch));
    underWay.add(batch);
    if (underWay.size >= BATCHES_UNDER_WAY_MAX) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  if (failure !== undefined) throw failure;
  return sum;
}

interface Batch {
  grounds: Grounds;
  personIds: readonly string[];
  /** The only reliefs that are computed, if not all; nobody's other reliefs are touched. */
  reliefIds?: readonly string[] | undefined;
}

/** The lock comes before the reading: who comes later reads what is newer, and writes later. */
export async function recomputeBatch(
  context: Context,
  { grounds, personIds, reliefIds }: Batch,
): Promise<Replaced> {
  return await context.db.transaction(async (db) => {
    await lockRecompute(db, 'batch');
    const inside = { ...context, db };
    const persons = await readPersonFacts(inside, personIds);
    return await replaceFor(inside, { grounds, persons, reliefIds });
  });
}

/**
 * Recomputes what some persons, and those related to them, are entitled to: after their facts or
 * groups changed. In one transaction, the caller's when there is one. Who does it often gives a reader
 * with a memory. Refuses with `person-unknown`.
 */
export async function recomputePersons(
  context: Context,
  personIds: readonly string[],
  read: GroundsReader = readGrounds,
): Promise<Recomputed> {
  return await context.db.transaction(async (db) => {
    await lockRecompute(db, 'some');
    const inside = { ...context, db };
    const grounds = await read(inside);
    const asked = new Set(personIds);
    const persons = await readPersonFacts(inside, [...asked]);
    if (persons.length < asked.size) throw new Refusal('person-unknown');
    const others = new Set<string>();
    for (const { related } of persons) {
      for (const { person } of related)
        if (!asked.has(person.personId)) others.add(person.personId);
    }
    if (others.size > 0) persons.push(...(await readPersonFacts(inside, [...others])));
    const replaced = await replaceFor(inside, { grounds, persons });
    return { persons: persons.length, ...replaced };
  });
}

/**
 * Recomputes of each person the reliefs that are concerned, and no others. The caller has a lock, and
 * took it before the grounds and this read anything.
 */
export async function recomputeConcerned(
  context: Context,
  grounds: Grounds,
  concerned: Concerned,
): Promise<Recomputed> {
  const personIds = [...concerned.keys()];
  if (personIds.length === 0) return { persons: 0, added: 0, superseded: 0 };
  const persons = await readPersonFacts(context, personIds);
  const grants = await readHeldGrants(context, personIds);
  const entitlements = await computeInTurns(persons, (person) => {
    const reliefs = [...(concerned.get(person.personId) ?? [])];
    return computeEntitlements({ ...grounds, reliefs }, person, grants(person.personId));
  });
  const computedOf = new Map(
    [...concerned].map(([id, some]) => [id, new Set([...some].map(({ reliefId }) => reliefId))]),
  );
  const reliefIds = [...new Set([...computedOf.values()].flatMap((ids) => [...ids]))];
  const at = context.clock.now();
  const reviewed = reviewedInstructions(grounds);
  const given = { personIds, reliefIds, computedOf, entitlements, at, reviewed };
  return { persons: persons.length, ...(await replaceEntitlements(context, given)) };
}

async function replaceFor(
  context: Context,
  { grounds, persons, reliefIds }: Omit<Batch, 'personIds'> & { persons: readonly PersonFacts[] },
): Promise<Replaced> {
  const personIds = persons.map(({ personId }) => personId);
  const grants = await readHeldGrants(context, personIds);
  const entitlements = await computeInTurns(persons, (person) =>
    computeEntitlements(grounds, person, grants(person.personId)),
  );
  const at = context.clock.now();
  const reviewed = reviewedInstructions(grounds);
  return await replaceEntitlements(context, { personIds, reliefIds, entitlements, at, reviewed });
}

/** Some persons at a time, so that a transaction at a till waits for milliseconds and not for a batch. */
async function computeInTurns(
  persons: readonly PersonFacts[],
  compute: (person: PersonFacts) => Entitlement[],
): Promise<Entitlement[]> {
  const computed: Entitlement[] = [];
  for (const [index, person] of persons.entries()) {
    if (index % TURN_PERSONS === TURN_PERSONS - 1) await nextTurn();
    computed.push(...compute(person));
  }
  return computed;
}

async function readHeldGrants({ db }: Context, personIds: readonly string[]) {
  const held = Map.groupBy(await listHeldGrants(db, personIds), ({ personId }) => personId);
  return (personId: string) => held.get(personId) ?? [];
}

/** Ids of the instructions that say so. */
function reviewedInstructions({ reliefs }: Grounds): Set<string> {
  const versions = reliefs.flatMap((relief) => relief.versions);
  return new Set(
    versions
      .filter(({ instruction }) => instruction.retroactive === 'review')
      .map(({ instructionId }) => instructionId),
  );
}
