import { askingPerson } from '../../../platform/asking.ts';
import { addDays, type Day, rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { earnsPoints } from '../../reliefs/benefits/give.ts';
import { quotaSentence } from '../../reliefs/index.ts';
import type { Quota } from '../../reliefs/instruction/quota.ts';
import { bindsBenefit, quotaMeasure } from '../../reliefs/instruction/quota-measure.ts';
import { quotaPeriodEnd, quotaPeriodStart } from '../../reliefs/quota-period.ts';
import { holderOf } from '../authorising/candidates.ts';
import { makeUsage, pointsKey, quotaCounter, type Usage } from '../authorising/quota-counters.ts';
import type { UsageAnswer } from '../recipient-api.ts';
import { type Catalogue, getCatalogue, grantorName } from '../reference.ts';
import { listAnnouncedBudgets } from '../sql/list-announced-budgets.ts';
import { type OwnUsage, readOwnUsage as readUsage } from '../sql/read-own-usage.ts';
import { reliefName } from './list-own-transactions.ts';

type Held = OwnUsage['entitlements'][number];

interface Own {
  personId: string;
  day: string;
  catalogue: Catalogue;
  usage: Usage;
}

/** What the asking person has used and left of each quota today, and the points. */
export async function readOwnUsage(context: Context): Promise<UsageAnswer> {
  const personId = askingPerson(context);
  const day = rigaDay(context.clock.now());
  const [catalogue, found] = await Promise.all([
    getCatalogue(context),
    readUsage(context.db, { personId, day }),
  ]);
  const own: Own = { personId, day, catalogue, usage: makeUsage(found.counters) };
  return {
    day,
    quotas: found.entitlements.flatMap((held) => ownQuotas(held, own)),
    points: found.entitlements.flatMap((held) => ownPoints(held, own)),
    budgets: await ownBudgets(context, found.entitlements, own),
  };
}

/** What of the person's reliefs was announced: that the money is nearly used, or used up. */
async function ownBudgets(
  context: Context,
  held: readonly Held[],
  { catalogue, day }: Own,
): Promise<UsageAnswer['budgets']> {
  const scoped = held.flatMap((one) => {
    const entry = catalogue.instructions.get(one.instructionId);
    return entry?.content.budget ? [{ held: one, scopeId: entry.budgetScopeId }] : [];
  });
  if (scoped.length === 0) return [];
  const scopeIds = scoped.map(({ scopeId }) => scopeId);
  const states = await listAnnouncedBudgets(context.db, { day, scopeIds });
  return scoped.flatMap(({ held: one, scopeId }) => {
    const state = states.find(
      (budget) => budget.scopeId === scopeId && budget.grantorId === one.grantorId,
    );
    if (!state) return [];
    const isOver = state.usedCents >= state.totalCents;
    return [
      {
        entitlementId: one.id,
        relief: reliefName(one.instructionId, catalogue),
        grantor: grantorName(catalogue, one.grantorId),
        text: isOver ? BUDGET_USED : BUDGET_NEARLY_USED,
        forecastDay: state.forecastDay,
      },
    ];
  });
}

const BUDGET_NEARLY_USED = {
  lv: 'Atvieglojuma devēja finansējums šim periodam ir gandrīz iztērēts.',
  en: 'The grantor’s budget for this period is nearly used up.',
};
const BUDGET_USED = {
  lv: 'Atvieglojuma devēja finansējums šim periodam ir iztērēts.',
  en: 'The grantor’s budget for this period is used up.',
};

/**
 * A quota of a means is that of one of the person's many, and one of benefits that the person does not have
 * is nobody's: the terms tell of them.
 */
function ownQuotas(held: Held, { catalogue, personId, day, usage }: Own): UsageAnswer['quotas'] {
  const { quotas = [], benefits = [] } =
    catalogue.instructions.get(held.instructionId)?.content ?? {};
  const has = (quota: Quota) =>
    held.benefits.some((position) => benefits[position] && bindsBenefit(quota, benefits[position]));
  const { reliefId, grantorId } = held;
  const holder = holderOf(held, { personId, meansId: null });
  return quotas
    .filter((quota) => quota.per !== 'means' && has(quota))
    .map((quota) => {
      const counter = quotaCounter(quota, { reliefId, grantorId, holder, day });
      const left = usage.left(counter);
      const used = usage.used(counter);
      return {
        entitlementId: held.id,
        relief: reliefName(held.instructionId, catalogue),
        grantor: grantorName(catalogue, grantorId),
        text: {
          lv: quotaSentence(quota, benefits, 'lv'),
          en: quotaSentence(quota, benefits, 'en'),
        },
        ...shownPeriod(quota, day),
        measure: quotaMeasure(quota),
        limit: left + used,
        used,
        left,
      };
    });
}

/** The days that count: `to` is the first that does not, absent for a whole life. */
function shownPeriod(quota: Quota, day: Day): { from: Day; to: Day | null } {
  if (typeof quota.in !== 'string') {
    return { from: addDays(day, 1 - quota.in.rollingDays), to: addDays(day, 1) };
  }
  const from = quotaPeriodStart(quota.in, day);
  return { from, to: quota.in === 'life' ? null : quotaPeriodEnd(quota.in, from) };
}

function ownPoints(held: Held, { catalogue, personId, usage }: Own): UsageAnswer['points'] {
  const benefits = catalogue.instructions.get(held.instructionId)?.content.benefits ?? [];
  const hasPoints = benefits.some(({ give }) => earnsPoints(give) || 'spendPoints' in give);
  if (!hasPoints) return [];
  return [
    {
      entitlementId: held.id,
      relief: reliefName(held.instructionId, catalogue),
      grantor: grantorName(catalogue, held.grantorId),
      balance: usage.of(pointsKey(held.reliefId, personId)),
    },
  ];
}
