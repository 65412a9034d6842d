import pg from 'pg';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { headsOf } from '../../exchange/index.ts';
import { selectFollowed } from '../sql/select-followed.ts';
import { nothingApplied, type RecordsApplied } from './applying.ts';
import type { OnFactsChanged } from './change-book.ts';
import { type FollowOptions, type FollowStep, followStep } from './follow-register.ts';
import { KnownClassifiers } from './known-classifiers.ts';
import { KnownMappings } from './known-mappings.ts';

/** So many changes become known together. */
const STEP_RECORDS = 1_000;
/** A step that the database refuses is tried in so many times smaller ones, and these grow again. */
const NARROWER = 10;
const WIDER = 4;
/** Classes of SQLSTATE for what records say: cardinality, wrong values, broken constraints. */
const REFUSED_BY_DATABASE = /^(21|22|23)/;
/** What a fact is refused for that a record states. */
const REFUSED_FACTS = ['fact-kind-unknown', 'fact-value-mismatch'];

export interface CatchUpOptions {
  /** Both are kept from one time to the next by who follows for long. */
  classifiers?: KnownClassifiers | undefined;
  mappings?: KnownMappings | undefined;
  onFactsChanged?: OnFactsChanged | undefined;
  onProgress?: ((progress: { register: string; records: number }) => void) | undefined;
  /** Also where somebody else follows it, it is followed to the end when this is done. */
  waits?: boolean | undefined;
  /** No more steps than this at a time; without it, to the end. */
  stepsMax?: number | undefined;
  /** Asked between steps: a server that ends begins no new one. */
  isStopped?: (() => boolean) | undefined;
}

/** Which registers have something that is not known yet, in the order in which they came to be. */
export async function listBehind(context: Context): Promise<string[]> {
  const followed = await selectFollowed(context.db, null);
  const names = followed.map(({ dataSet, dataSetVersion }) => ({
    ...{ code: dataSet, version: dataSetVersion },
  }));
  const heads = await headsOf(context, names);
  const positions = new Map(
    heads.map(({ code, version, position }) => [`${code}@${version}`, position]),
  );
  return followed.flatMap(({ register, dataSet, dataSetVersion, position, ...one }) => {
    const head = positions.get(`${dataSet}@${dataSetVersion}`) ?? 0;
    const hasMore = one.rereadAfter !== null || one.absent === 'count' || one.absent === 'end';
    return head > position || hasMore ? [register] : [];
  });
}

/**
 * Follows one register as far as its data set goes, and gives what came of that. A record that the
 * database refuses, or whose facts are refused, stops nobody else's: it alone is left out, and kept
 * among the faults.
 */
export async function catchUp(
  context: Context,
  register: string,
  { onProgress, isStopped, stepsMax = Infinity, ...options }: CatchUpOptions = {},
): Promise<RecordsApplied & { more: boolean }> {
  const total = { ...nothingApplied(), more: true };
  const { onFactsChanged, waits } = options;
  const { classifiers = new KnownClassifiers(), mappings = new KnownMappings() } = options;
  const known = { classifiers, mappings };
  for (let limit = STEP_RECORDS, steps = 0; steps < stepsMax && !isStopped?.(); ) {
    const step = await tryStep(context, register, { limit, onFactsChanged, ...known, waits });
    if (!step) {
      limit = Math.max(1, Math.floor(limit / NARROWER));
      continue;
    }
    steps += 1;
    add(total, step);
    onProgress?.({ register, records: total.records });
    total.more = step.more;
    if (!step.more) break;
    limit = Math.min(STEP_RECORDS, limit * WIDER);
  }
  return total;
}

async function tryStep(
  context: Context,
  register: string,
  options: FollowOptions,
): Promise<FollowStep | undefined> {
  try {
    return await followStep(context, register, options);
  } catch (error) {
    if (!isOfRecord(error)) throw error;
    if (options.limit > 1) return undefined;
    context.log.warn({ err: error, register }, 'a record of a register is left out');
    return await followStep(context, register, { ...options, leaveOut: true });
  }
}

function isOfRecord(error: unknown): boolean {
  if (error instanceof Refusal) return REFUSED_FACTS.includes(error.code);
  return error instanceof pg.DatabaseError && REFUSED_BY_DATABASE.test(error.code ?? '');
}

function add(total: RecordsApplied, step: RecordsApplied): void {
  total.records += step.records;
  total.faulty += step.faulty;
  total.facts.added += step.facts.added;
  total.facts.superseded += step.facts.superseded;
  total.otherRows += step.otherRows;
  total.waiting += step.waiting;
}
