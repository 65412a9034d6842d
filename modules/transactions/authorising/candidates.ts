import type { Day } from '../../../platform/clock/day.ts';
import type { Cents } from '../../../platform/money/money.ts';
import type { Candidate } from '../../reliefs/index.ts';
import type { CatalogueEntry } from '../catalogue-entry.ts';
import { type Catalogue, findAgreed, type ProviderReference } from '../reference.ts';
import type { AuthorisationFindings, FoundEntitlement } from '../sql/read-for-authorisation.ts';
import { type BudgetKey, budgetName, budgetOf } from './budget-key.ts';
import {
  type CounterKey,
  dailyUsesKey,
  type Holder,
  makeUsage,
  pointsKey,
  type QuotaCounter,
  quotaCounter,
  quotaName,
  type Usage,
} from './quota-counters.ts';

/** A candidate of the calculation with what is written when it applies. */
export interface HeldRelief {
  candidate: Candidate;
  entry: CatalogueEntry;
  /** The counters of the instruction's quotas, in the same order. */
  quotas: readonly QuotaCounter[];
  budget: BudgetKey | undefined;
  /** Uses of the day, where the instruction asks for the first one. */
  dailyUses: CounterKey | undefined;
  personId: string;
  /** The provider's name for the relief; absent without an agreement. */
  agreedId: string | undefined;
}

/** The reliefs that a person has on a day, as the calculation wants them. */
export function heldReliefs(
  found: AuthorisationFindings & { means: { id: string; personId: string } },
  where: Where,
): HeldRelief[] {
  const usage = makeUsage(found.counters);
  return found.entitlements.flatMap((entitlement) => {
    const entry = where.catalogue.instructions.get(entitlement.instructionId);
    // Published within the last seconds, and not in the catalogue yet: it counts from then on.
    return entry ? [heldRelief(entitlement, entry, { ...where, usage, means: found.means })] : [];
  });
}

interface Where {
  catalogue: Catalogue;
  provider: ProviderReference;
  day: Day;
  /** The municipality of the point of service; '' when it lies in none. */
  municipality: string;
}

function heldRelief(
  entitlement: FoundEntitlement,
  entry: CatalogueEntry,
  where: Where & { usage: Usage; means: { id: string; personId: string } },
): HeldRelief {
  const { provider, day, usage, means } = where;
  const { reliefId, grantorId } = entitlement;
  const { personId } = means;
  const agreed = findAgreed(provider, { reliefId, grantorId, day });
  const holder = holderOf(entitlement, { personId, meansId: means.id });
  const quotas = entry.content.quotas.map((quota) =>
    quotaCounter(quota, { reliefId, grantorId, holder, day }),
  );
  const budget = budgetOf(entry, { grantorId, day, municipality: where.municipality });
  const dailyUses = entry.asksForFirstUse ? dailyUsesKey(reliefId, personId, day) : undefined;
  const candidate: Candidate = {
    entitlementId: entitlement.id,
    reliefId,
    reliefCode: entry.code,
    instructionId: entry.instructionId,
    version: entry.version,
    instruction: entry.content,
    grantorId,
    shareGrantorIds: entitlement.shareGrantorIds,
    benefits: entitlement.benefits,
    quotasLeft: quotas.map(usage.left),
    quotaKeys: quotas.map(quotaName),
    budgetLeftCents: budget && budgetLeft(budget, entitlement),
    budgetKey: budget ? `${budget.scopeId}/${grantorId}/${budgetName(budget)}` : '',
    pointsBalance: usage.of(pointsKey(reliefId, personId)),
    usedToday: dailyUses && usage.of(dailyUses) > 0,
    agreed: agreed !== undefined,
  };
  return { candidate, entry, quotas, budget, dailyUses, personId, agreedId: agreed?.id };
}

/** A budget that was lowered may be used beyond what it is now. */
function budgetLeft(budget: BudgetKey, { budgetsUsed }: FoundEntitlement): Cents {
  return Math.max(0, budget.totalCents - (budgetsUsed?.[budgetName(budget)] ?? 0));
}

/** Who uses a relief, as its quotas ask. */
export function holderOf(
  {
    householdId,
    children,
    heldFrom,
  }: Pick<FoundEntitlement, 'householdId' | 'children' | 'heldFrom'>,
  { personId, meansId }: { personId: string; meansId: string | null },
): Holder {
  return { personId, householdId, meansId, children: children ?? [], heldFrom };
}
