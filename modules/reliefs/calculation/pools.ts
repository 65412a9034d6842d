import type { Cents } from '../../../platform/money/money.ts';
import type { Candidate, LimitCode } from '../calculation.ts';
import type { Quota } from '../instruction/quota.ts';
import { bindsBenefit, isOfSome } from '../instruction/quota-measure.ts';
import type { Benefit } from '../instruction.ts';

/** What is left of one quota, one budget or one ceiling, for all that take from it. */
export interface Pool {
  left: number;
  /** What was left before anything of this basket. */
  start: number;
  /** What is told when it is empty. */
  limit: LimitCode;
}

/** The pools that something takes from on a line: units of each, cents of each. */
export interface LinePools {
  units: Pool[];
  cents: Pool[];
}

/** The pools of a candidate. */
export interface CandidatePools {
  /** Of all its benefits. */
  all: LinePools;
  points: Pool;
  /** Where quotas are of companions or of named benefits: what binds which. */
  bound: readonly BoundPool[] | undefined;
}

interface BoundPool {
  pool: Pool;
  measure: keyof LinePools;
  /** Undefined: it binds every benefit. */
  quota: Quota | undefined;
}

/** The pools that one benefit takes from. */
export function poolsOfBenefit({ all, bound }: CandidatePools, benefit: Benefit): LinePools {
  if (bound === undefined) return all;
  const pools: LinePools = { units: [], cents: [] };
  for (const { pool, measure, quota } of bound) {
    if (quota === undefined || bindsBenefit(quota, benefit)) addOnce(pools[measure], pool);
  }
  return pools;
}

/** Pools by their keys, shared by the candidates of one calculation; one alone shares none. */
export type KnownPools = Map<string, Pool> | undefined;

/** The pools of a candidate, those of the same keys shared with earlier ones. */
export function poolsOf(candidate: Candidate, known: KnownPools): CandidatePools {
  const { quotas, atMost } = candidate.instruction;
  const isPlain =
    quotas.length === 0 &&
    candidate.budgetLeftCents === undefined &&
    atMost?.transaction === undefined &&
    candidate.pointsBalance <= 0;
  if (isPlain) return NOTHING_SCARCE;
  const all: LinePools = { units: [], cents: [] };
  const bound: BoundPool[] | undefined = quotas.some(isOfSome) ? [] : undefined;
  const add = (measure: keyof LinePools, pool: Pool, quota?: Quota) => {
    addOnce(all[measure], pool);
    bound?.push({ pool, measure, quota });
  };
  quotas.forEach((quota, position) => {
    const pool = poolWith(candidate.quotasLeft[position] ?? 0, 'quota-used');
    if (quota.uses !== undefined) {
      // A transaction is one use: what matters is whether any is left.
      if (pool.left === 0) add('cents', pool, quota);
      return;
    }
    const measure = quota.units === undefined ? 'cents' : 'units';
    const key = candidate.quotaKeys[position] ?? '';
    add(measure, sharedPool(known, [measure, key], pool), quota);
  });
  if (candidate.budgetLeftCents !== undefined) {
    const pool = poolWith(candidate.budgetLeftCents, 'budget-used');
    add('cents', sharedPool(known, ['budget', candidate.budgetKey], pool));
  }
  if (atMost?.transaction !== undefined) {
    add('cents', poolWith(atMost.transaction, 'ceiling-reached'));
  }
  const points = poolWith(candidate.pointsBalance, 'quota-used');
  return { all, points: sharedPool(known, ['points', candidate.reliefId], points), bound };
}

/** Of most reliefs: nothing is ever taken from these. */
const NOTHING_SCARCE: CandidatePools = {
  all: { units: [], cents: [] },
  points: { left: 0, start: 0, limit: 'quota-used' },
  bound: undefined,
};

function poolWith(left: number, limit: LimitCode): Pool {
  return { left: Math.max(0, left), start: Math.max(0, left), limit };
}

/** Of two counts of what is left of one pool the smaller binds. */
function sharedPool(
  known: KnownPools,
  name: readonly [kind: string, key: string],
  pool: Pool,
): Pool {
  if (known === undefined) return pool;
  const key = `${name[0]} ${name[1]}`;
  const same = known.get(key);
  if (same === undefined) {
    known.set(key, pool);
    return pool;
  }
  same.left = Math.min(same.left, pool.left);
  same.start = same.left;
  return same;
}

function addOnce(pools: Pool[], pool: Pool): void {
  if (!pools.includes(pool)) pools.push(pool);
}

/** The smallest of them; without any there is no end. */
export function leftOf(pools: readonly Pool[]): number {
  let left = Number.POSITIVE_INFINITY;
  for (const pool of pools) if (pool.left < left) left = pool.left;
  return left;
}

/** Which of the pools ends first. */
export function tightest(pools: readonly Pool[]): Pool | undefined {
  let least: Pool | undefined;
  for (const pool of pools) if (least === undefined || pool.left < least.left) least = pool;
  return least;
}

export function takeFrom(pools: readonly Pool[], amount: Cents): void {
  for (const pool of pools) pool.left -= amount;
}
