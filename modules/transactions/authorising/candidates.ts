import { addDays, addYears, type Day } from '../../../platform/clock/day.ts';
import type { Cents } from '../../../platform/money/money.ts';
import type { Candidate } from '../../reliefs/index.ts';
import { type QuotaPeriod, quotaPeriodStart } from '../../reliefs/quota-period.ts';
import {
  type Catalogue,
  type CatalogueEntry,
  findAgreed,
  type ProviderReference,
} from '../reference.ts';
import type { AuthorisationFindings, FoundEntitlement } from '../sql/read-for-authorisation.ts';

/** Points are a counter of the whole life. */
export const POINTS_PERIOD = 'life';
const END_OF_LIFE: Day = '9999-12-31';

/** A counter of usage: whose, of what, in which period. */
export interface CounterKey {
  subjectId: string;
  reliefId: string;
  measure: 'units' | 'cents' | 'points';
  period: QuotaPeriod;
  periodStart: Day;
  periodEnd: Day;
}

/** A candidate of the calculation with what is written when it applies. */
export interface HeldRelief {
  candidate: Candidate;
  entry: CatalogueEntry;
  personId: string;
  householdId: string | null;
  /** The provider's name for the relief; absent without an agreement. */
  agreedId: string | undefined;
}

/** The first day after the period that begins on `start`. */
export function quotaPeriodEnd(period: QuotaPeriod, start: Day): Day {
  switch (period) {
    case 'day':
      return addDays(start, 1);
    case 'week':
      return addDays(start, 7);
    case 'month':
      return quotaPeriodStart('month', addDays(start, 32));
    case 'quarter':
      return quotaPeriodStart('month', addDays(start, 95));
    case 'year':
    case 'school-year':
      return addYears(start, 1);
    case 'life':
      return END_OF_LIFE;
  }
}

/** The reliefs that a person has on a day, as the calculation wants them. */
export function heldReliefs(
  found: AuthorisationFindings & { means: { personId: string } },
  where: { catalogue: Catalogue; provider: ProviderReference; day: Day },
): HeldRelief[] {
  const used = usedByCounter(found);
  return found.entitlements.flatMap((entitlement) => {
    const row = where.catalogue.instructions.get(entitlement.instructionId);
    // Published within the last seconds, and not in the catalogue yet: it counts from then on.
    return row
      ? [heldRelief(entitlement, row, { ...where, used, personId: found.means.personId })]
      : [];
  });
}

function heldRelief(
  entitlement: FoundEntitlement,
  row: CatalogueEntry,
  where: {
    provider: ProviderReference;
    day: Day;
    used: ReadonlyMap<string, number>;
    personId: string;
  },
): HeldRelief {
  const { provider, day, used, personId } = where;
  const { reliefId, grantorId, householdId } = entitlement;
  const agreed = findAgreed(provider, { reliefId, grantorId, day });
  const holder = { personId, householdId };
  const usedOf = (key: CounterKey) => used.get(counterText(key)) ?? 0;
  const keys = row.content.quotas.map((quota) => quotaKey(quota, { reliefId, holder, day }));
  const candidate: Candidate = {
    entitlementId: entitlement.id,
    reliefId,
    reliefCode: row.code,
    instructionId: row.instructionId,
    version: row.version,
    instruction: row.content,
    grantorId,
    shareGrantorIds: entitlement.shareGrantorIds,
    benefits: entitlement.benefits,
    quotasLeft: row.content.quotas.map((quota, position) => {
      const key = keys[position];
      return Math.max(0, (quota.units ?? quota.amount ?? 0) - (key ? usedOf(key) : 0));
    }),
    quotaKeys: keys.map(counterText),
    budgetKey: `${reliefId}/${grantorId}`,
    budgetLeftCents: budgetLeft(entitlement, row),
    pointsBalance: usedOf(pointsKey(reliefId, personId)),
    agreed: agreed !== undefined,
  };
  return { candidate, entry: row, personId, householdId, agreedId: agreed?.id };
}

function budgetLeft(entitlement: FoundEntitlement, row: CatalogueEntry): Cents | undefined {
  const { budget } = row.content;
  if (!budget) return undefined;
  return entitlement.budgetsLeft?.[budget.in] ?? budget.amount;
}

/** The counter that a quota counts on. Without a household, a household's quota is the person's own. */
export function quotaKey(
  quota: { per: 'person' | 'household'; in: QuotaPeriod; units?: number | undefined },
  of: {
    reliefId: string;
    holder: { personId: string; householdId: string | null };
    day: Day;
  },
): CounterKey {
  const periodStart = quotaPeriodStart(quota.in, of.day);
  const { personId, householdId } = of.holder;
  return {
    subjectId: quota.per === 'household' ? (householdId ?? personId) : personId,
    reliefId: of.reliefId,
    measure: quota.units === undefined ? 'cents' : 'units',
    period: quota.in,
    periodStart,
    periodEnd: quotaPeriodEnd(quota.in, periodStart),
  };
}

export function pointsKey(reliefId: string, personId: string): CounterKey {
  const periodStart = quotaPeriodStart(POINTS_PERIOD, END_OF_LIFE);
  return {
    subjectId: personId,
    reliefId,
    measure: 'points',
    period: POINTS_PERIOD,
    periodStart,
    periodEnd: END_OF_LIFE,
  };
}

export function counterText(
  key: Pick<CounterKey, 'subjectId' | 'reliefId' | 'measure' | 'periodStart'> & { period: string },
): string {
  return `${key.subjectId}/${key.reliefId}/${key.measure}/${key.period}/${key.periodStart}`;
}

function usedByCounter(found: AuthorisationFindings): Map<string, number> {
  return new Map(found.counters.map((counter) => [counterText(counter), counter.used]));
}
