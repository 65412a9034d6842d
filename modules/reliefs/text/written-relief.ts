import type { Give } from '../benefits/give.ts';
import type { Quota } from '../instruction/quota.ts';
import type { When } from '../instruction/when.ts';
import type { Benefit, Bounds, Instruction, Relief, Share } from '../instruction.ts';
import type { WrittenRelief } from '../relief-text.ts';

type WrittenVersion = WrittenRelief['versions'][number];
type WrittenBenefit = WrittenVersion['benefits'][number];
type WrittenQuota = NonNullable<WrittenVersion['quotas']>[number];
type WrittenWhen = NonNullable<WrittenBenefit['when']>;
type WrittenGive = WrittenBenefit['give'];
type WrittenBounds = NonNullable<WrittenVersion['atMost']>;
type WrittenShare = NonNullable<WrittenVersion['shares']>[number];

/** A relief as an author would write it: euros and percentages, defaults left out. */
export function writtenRelief(relief: Relief): WrittenRelief {
  const { illustrative, assumptions, versions, ...stated } = relief;
  return {
    ...stated,
    ...(illustrative ? { illustrative } : {}),
    ...(assumptions.length > 0 ? { assumptions } : {}),
    versions: versions.map(writtenVersion),
  };
}

export function writtenVersion(instruction: Instruction): WrittenVersion {
  const {
    benefits,
    choose,
    quotas,
    budget,
    shares,
    paid,
    priority,
    from,
    to,
    unknown,
    atMost,
    leaves,
    ...stated
  } = instruction;
  return withoutUndefined({
    from,
    to,
    ...stated,
    unknown: unknown === 'refuse' ? undefined : unknown,
    benefits: benefits.map(writtenBenefit),
    choose: choose === 'best' ? undefined : choose,
    quotas: quotas.length === 0 ? undefined : quotas.map(writtenQuota),
    budget: budget && { ...budget, amount: budget.amount / 100 },
    shares: shares?.map(writtenShare),
    paid: paid === 'at-once' ? undefined : paid,
    priority: priority === 100 ? undefined : priority,
    atMost: atMost && writtenBounds(atMost),
    leaves: leaves && writtenBounds(leaves),
  });
}

function writtenQuota({ amount, carryOver, ...quota }: Quota): WrittenQuota {
  const most = typeof carryOver === 'object' ? carryOver.atMost : undefined;
  return withoutUndefined({
    ...quota,
    amount: hundredth(amount),
    carryOver:
      most === undefined ? carryOver : { atMost: amount === undefined ? most : most / 100 },
  });
}

function writtenWhen(when: When): WrittenWhen {
  if ('all' in when) return { all: when.all.map(writtenWhen) };
  if ('any' in when) return { any: when.any.map(writtenWhen) };
  if ('not' in when) return { not: writtenWhen(when.not) };
  const { unitPrice, basket, ...circumstances } = when;
  return withoutUndefined({
    ...circumstances,
    unitPrice: unitPrice && inEuros(unitPrice),
    basket: basket && withoutUndefined({ ...basket, price: basket.price && inEuros(basket.price) }),
  });
}

function inEuros<T extends Readonly<Record<string, number | undefined>>>(bounds: T): T {
  const euros = Object.entries(bounds).map(([bound, cents]) => [bound, hundredth(cents)]);
  return Object.fromEntries(euros) as T;
}

function writtenBenefit({ whose, when, give, ...stated }: Benefit): WrittenBenefit {
  return withoutUndefined({
    ...stated,
    when: when && writtenWhen(when),
    whose: whose === 'recipient' ? undefined : whose,
    give: writtenGive(give),
  });
}

function writtenGive(give: Give): WrittenGive {
  if ('bundle' in give) {
    if ('pays' in give) return { ...give, pays: give.pays / 100 };
    if ('amount' in give) return { ...give, amount: give.amount / 100 };
    return { ...give, percent: give.percent / 100 };
  }
  if ('freeOfEvery' in give) return withoutUndefined({ ...give, percent: hundredth(give.percent) });
  if ('percent' in give) {
    const { part } = give;
    return withoutUndefined({
      percent: give.percent / 100,
      upTo: hundredth(give.upTo),
      part:
        part &&
        withoutUndefined({ ...part, above: hundredth(part.above), below: hundredth(part.below) }),
    });
  }
  if ('amount' in give) {
    return withoutUndefined({ amount: give.amount / 100, forEvery: hundredth(give.forEvery) });
  }
  if ('perUnit' in give) return { perUnit: give.perUnit / 100 };
  if ('recipientPays' in give) return { recipientPays: give.recipientPays / 100 };
  if ('pointsPerUnit' in give) return give;
  if ('pointForEvery' in give) return { pointForEvery: give.pointForEvery / 100 };
  return { spendPoints: give.spendPoints, worth: give.worth / 100 };
}

function writtenShare(share: Share): WrittenShare {
  if ('rest' in share) return share;
  if ('percent' in share) return { ...share, percent: share.percent / 100 };
  return { ...share, amount: share.amount / 100 };
}

function writtenBounds({ unit, line, transaction }: Bounds): WrittenBounds {
  return withoutUndefined({
    unit: hundredth(unit),
    line: hundredth(line),
    transaction: hundredth(transaction),
  });
}

function hundredth(value: number | undefined): number | undefined {
  return value === undefined ? undefined : value / 100;
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;
}
