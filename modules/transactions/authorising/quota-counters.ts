import { createHash } from 'node:crypto';
import { addDays, ageOn, type Day } from '../../../platform/clock/day.ts';
import { uuidOfBytes } from '../../../platform/ids/uuid-of-bytes.ts';
import { childrenAges, type Quota } from '../../reliefs/instruction/quota.ts';
import {
  type QuotaMeasure,
  quotaCeiling,
  quotaMeasure,
} from '../../reliefs/instruction/quota-measure.ts';
import {
  END_OF_LIFE,
  type QuotaPeriod,
  quotaPeriodEnd,
  quotaPeriodStart,
} from '../../reliefs/quota-period.ts';

/** Points are a counter of the whole life. */
const POINTS_PERIOD = 'life';
const START_OF_LIFE = quotaPeriodStart(POINTS_PERIOD, END_OF_LIFE);

/** A counter of usage: whose, of what, in which period. `periodEnd`: the first day it is not read. */
export interface CounterKey {
  subjectId: string;
  /** The relief, or what reliefs that share a quota have in common. */
  reliefId: string;
  measure: QuotaMeasure | `companion-${QuotaMeasure}` | 'points';
  period: string;
  periodStart: Day;
  periodEnd: Day;
}

/** How far a counter may go. */
export interface CounterLimit {
  ceiling: number;
  /** What the period before left unused may be used too, at most so much. */
  carried?: {
    atMost: number;
    /** The end of the counter before; null when the person did not have the relief then. */
    previousEnd: Day | null;
    nextEnd: Day;
  };
}

/** One quota of a person on a day. */
export interface QuotaCounter extends CounterLimit {
  key: CounterKey;
  /** Counters that are locked with it: takers on other days of the same window wait for each other. */
  beside: CounterKey[];
  /** Where it carries over, the counter that may use what this one leaves, and may have done so already. */
  after?: CounterKey;
  /** All counters of the window together are compared with the ceiling. */
  isRolling: boolean;
}

/** Who uses a relief, as far as quotas ask. */
export interface Holder {
  personId: string;
  householdId: string | null;
  meansId: string | null;
  /** Birthdays of the living children. */
  children: readonly Day[];
  /** Since when the person has had the relief, in whatever version; null when nobody asked. */
  heldFrom: Day | null;
}

interface Use {
  reliefId: string;
  grantorId: string;
  holder: Holder;
  day: Day;
}

/** The counter of a quota, and how far it may go. */
export function quotaCounter(quota: Quota, use: Use): QuotaCounter {
  const owner = {
    subjectId: subjectOf(quota, use.holder),
    reliefId: countedId(quota, use),
    measure: measureOf(quota),
  };
  const ceiling = quotaCeiling(quota) * (quota.per === 'child' ? childrenOf(quota, use) : 1);
  if (typeof quota.in !== 'string') {
    return rollingCounter({ owner, ceiling, days: quota.in.rollingDays, day: use.day });
  }
  if (quota.carryOver !== undefined) {
    return carriedCounter(owner, { quota, period: quota.in, ceiling, use });
  }
  const key = { ...owner, ...periodKey(quota.in, use.day) };
  return { key, ceiling, beside: [], isRolling: false };
}

type Owner = Pick<CounterKey, 'subjectId' | 'reliefId' | 'measure'>;

function periodKey(period: QuotaPeriod, day: Day) {
  const periodStart = quotaPeriodStart(period, day);
  return { period, periodStart, periodEnd: quotaPeriodEnd(period, periodStart) };
}

/**
 * One counter for each day of use, read as long as it lies in a window. The anchor counts nothing:
 * it is always there to be locked. Later days count too, should a clock be behind.
 */
function rollingCounter({
  owner,
  ceiling,
  days,
  day,
}: {
  owner: Owner;
  ceiling: number;
  days: number;
  day: Day;
}): QuotaCounter {
  const period = `rolling-${days}`;
  const key = { ...owner, period, periodStart: day, periodEnd: addDays(day, days) };
  const anchor = { ...owner, period, periodStart: START_OF_LIFE, periodEnd: END_OF_LIFE };
  return { key, ceiling, beside: [anchor], isRolling: true };
}

/** A counter that is read until the end of the next period, which may use what it left. */
function carriedCounter(
  owner: Owner,
  of: { quota: Quota; period: QuotaPeriod; ceiling: number; use: Use },
): QuotaCounter {
  const { quota, period, ceiling, use } = of;
  const start = quotaPeriodStart(period, use.day);
  const next = quotaPeriodEnd(period, start);
  const afterNext = quotaPeriodEnd(period, next);
  const previous = quotaPeriodStart(period, addDays(start, -1));
  const label = `${period}-carried`;
  const key = { ...owner, period: label, periodStart: start, periodEnd: afterNext };
  const before = { ...owner, period: label, periodStart: previous, periodEnd: next };
  const nextEnd = quotaPeriodEnd(period, afterNext);
  const after = { ...owner, period: label, periodStart: next, periodEnd: nextEnd };
  const { heldFrom } = use.holder;
  const wasHeld = heldFrom !== null && heldFrom < start;
  const atMost = typeof quota.carryOver === 'object' ? quota.carryOver.atMost : ceiling;
  const carried = {
    atMost,
    previousEnd: wasHeld ? next : null,
    nextEnd,
  };
  return { key, ceiling, carried, beside: [before], after, isRolling: false };
}

function measureOf(quota: Quota): CounterKey['measure'] {
  const measure = quotaMeasure(quota);
  return quota.per === 'companion' ? `companion-${measure}` : measure;
}

/** Without a household, a household's quota is the person's own. */
function subjectOf({ per }: Quota, { personId, householdId, meansId }: Holder): string {
  if (per === 'household') return householdId ?? personId;
  return per === 'means' ? (meansId ?? personId) : personId;
}

function childrenOf(quota: Quota, { holder, day }: Use): number {
  const { from, below = Number.POSITIVE_INFINITY } = childrenAges(quota);
  return holder.children.filter((birthDate) => {
    const age = ageOn(birthDate, day);
    return age >= from && age < below;
  }).length;
}

/**
 * On what a quota counts: the relief; or what the reliefs of a grantor that name one code have in common.
 * What is only of some benefits counts by itself.
 */
function countedId({ shared, of }: Quota, { reliefId, grantorId }: Use): string {
  if (shared === undefined && of === undefined) return reliefId;
  const counted =
    shared === undefined ? `quota/${reliefId}` : `shared-quota/${grantorId}/${shared}`;
  const names = of === undefined ? '' : `/${[...new Set(of)].sort().join('/')}`;
  return uuidOfBytes(createHash('sha256').update(`${counted}${names}`).digest());
}

export function pointsKey(reliefId: string, personId: string): CounterKey {
  const period = periodKey(POINTS_PERIOD, END_OF_LIFE);
  return { subjectId: personId, reliefId, measure: 'points', ...period };
}

/** How often a relief was used on a day: counted where a benefit asks for the first use. */
export function dailyUsesKey(reliefId: string, personId: string, day: Day): CounterKey {
  return { subjectId: personId, reliefId, measure: 'uses', ...periodKey('day', day) };
}

/** What counters have counted, as they were read. */
export interface Usage {
  of(key: CounterKey): number;
  used(counter: QuotaCounter): number;
  /** What is left of a quota, with what the period before left. */
  left(counter: QuotaCounter): number;
}

export function makeUsage(
  counters: readonly (Omit<CounterKey, 'periodEnd'> & { used: number })[],
): Usage {
  const counted = new Map<string, number>();
  const windows = new Map<string, number>();
  for (const counter of counters) {
    counted.set(counterText(counter), counter.used);
    const window = windowText(counter);
    windows.set(window, (windows.get(window) ?? 0) + counter.used);
  }
  const of = (key: CounterKey) => counted.get(counterText(key)) ?? 0;
  const used = ({ key, isRolling }: QuotaCounter) =>
    isRolling ? (windows.get(windowText(key)) ?? 0) : of(key);
  return {
    of,
    used,
    left: (counter) => {
      const { ceiling, carried, beside, after } = counter;
      const [before] = beside;
      const isCarried = carried !== undefined && carried.previousEnd !== null;
      const unused = isCarried && before ? Math.max(0, ceiling - of(before)) : 0;
      const left = ceiling + Math.min(carried?.atMost ?? 0, unused) - used(counter);
      // What the next period has taken of this one already is not left in it.
      const takenAfter = after ? of(after) - ceiling : 0;
      return Math.max(
        0,
        takenAfter > 0 ? Math.min(left, ceiling - used(counter) - takenAfter) : left,
      );
    },
  };
}

/** Names a counter; of a rolling quota all its days together. */
export function quotaName({ key, isRolling }: QuotaCounter): string {
  return isRolling ? windowText(key) : counterText(key);
}

export function counterText(key: Omit<CounterKey, 'periodEnd'>): string {
  return `${windowText(key)}/${key.periodStart}`;
}

function windowText({
  subjectId,
  reliefId,
  measure,
  period,
}: Omit<CounterKey, 'periodEnd' | 'periodStart'>) {
  return `${subjectId}/${reliefId}/${measure}/${period}`;
}
