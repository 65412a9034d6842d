import type { Cents } from '../../../platform/money/money.ts';
import type { Candidate, LimitCode } from '../calculation.ts';

/** What is left of one quota, one budget or one ceiling, for all that take from it. */
export interface Pool {
  left: number;
  /** What is told when it is empty. */
  limit: LimitCode;
}

/** The pools that one candidate takes from: units of each, cents of each. */
export interface CandidatePools {
  units: Pool[];
  cents: Pool[];
  points: Pool;
}

/** Pools by their keys, shared by the candidates of one calculation. */
export type KnownPools = Map<string, Pool>;

/** The pools of a candidate, those of the same keys shared with earlier ones. */
export function poolsOf(candidate: Candidate, known: KnownPools): CandidatePools {
  const { quotas, atMost } = candidate.instruction;
  const pools: CandidatePools = {
    units: [],
    cents: [],
    points: sharedPool(known, `points ${candidate.reliefId}`, {
      left: Math.max(0, candidate.pointsBalance),
      limit: 'quota-used',
    }),
  };
  quotas.forEach((quota, position) => {
    const measure = quota.units === undefined ? 'cents' : 'units';
    const left = Math.max(0, candidate.quotasLeft[position] ?? 0);
    const key = `quota ${measure} ${candidate.quotaKeys[position]}`;
    addOnce(pools[measure], sharedPool(known, key, { left, limit: 'quota-used' }));
  });
  if (candidate.budgetLeftCents !== undefined) {
    const left = Math.max(0, candidate.budgetLeftCents);
    const key = `budget ${candidate.budgetKey}`;
    addOnce(pools.cents, sharedPool(known, key, { left, limit: 'budget-used' }));
  }
  if (atMost?.transaction !== undefined) {
    pools.cents.push({ left: atMost.transaction, limit: 'ceiling-reached' });
  }
  return pools;
}

/** Of two counts of what is left of one pool the smaller binds. */
function sharedPool(known: KnownPools, key: string, pool: Pool): Pool {
  const same = known.get(key);
  if (same === undefined) {
    known.set(key, pool);
    return pool;
  }
  same.left = Math.min(same.left, pool.left);
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
