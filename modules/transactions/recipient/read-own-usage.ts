import { askingPerson } from '../../../platform/asking.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import {
  type CounterKey,
  counterText,
  POINTS_PERIOD,
  pointsKey,
  quotaKey,
} from '../authorising/candidates.ts';
import type { UsageAnswer } from '../recipient-api.ts';
import { type Catalogue, getCatalogue, grantorName } from '../reference.ts';
import { type OwnUsage, readOwnUsage as readUsage } from '../sql/read-own-usage.ts';
import { reliefName } from './list-own-transactions.ts';

type Held = OwnUsage['entitlements'][number];

interface Usage {
  personId: string;
  day: string;
  catalogue: Catalogue;
  usedOf(key: CounterKey): number;
}

/** What the asking person has used and left of each quota today, and the points. */
export async function readOwnUsage(context: Context): Promise<UsageAnswer> {
  const personId = askingPerson(context);
  const day = rigaDay(context.clock.now());
  const [catalogue, found] = await Promise.all([
    getCatalogue(context),
    readUsage(context.db, { personId, day }),
  ]);
  const used = new Map(found.counters.map((counter) => [counterText(counter), counter.used]));
  const usage: Usage = {
    personId,
    day,
    catalogue,
    usedOf: (key) => used.get(counterText(key)) ?? 0,
  };
  return {
    day,
    quotas: found.entitlements.flatMap((held) => ownQuotas(held, usage)),
    points: found.entitlements.flatMap((held) => ownPoints(held, usage)),
  };
}

function ownQuotas(held: Held, usage: Usage): UsageAnswer['quotas'] {
  const instruction = usage.catalogue.instructions.get(held.instructionId)?.content;
  return (instruction?.quotas ?? []).map((quota) => {
    const key = quotaKey(quota, {
      reliefId: held.reliefId,
      holder: { personId: usage.personId, householdId: held.householdId },
      day: usage.day,
    });
    const limit = quota.units ?? quota.amount ?? 0;
    const used = usage.usedOf(key);
    return {
      entitlementId: held.id,
      relief: reliefName(held.instructionId, usage.catalogue),
      grantor: grantorName(usage.catalogue, held.grantorId),
      per: quota.per,
      period: quota.in,
      from: key.periodStart,
      to: quota.in === POINTS_PERIOD ? null : key.periodEnd,
      measure: quota.units === undefined ? 'cents' : 'units',
      limit,
      used,
      left: Math.max(0, limit - used),
    };
  });
}

function ownPoints(held: Held, usage: Usage): UsageAnswer['points'] {
  const benefits = usage.catalogue.instructions.get(held.instructionId)?.content.benefits ?? [];
  const hasPoints = benefits.some(({ give }) => 'pointForEvery' in give || 'spendPoints' in give);
  if (!hasPoints) return [];
  return [
    {
      relief: reliefName(held.instructionId, usage.catalogue),
      grantor: grantorName(usage.catalogue, held.grantorId),
      balance: usage.usedOf(pointsKey(held.reliefId, usage.personId)),
    },
  ];
}
