import type { z } from 'zod';
import { calculate } from '../calculate.ts';
import type {
  BasketLine,
  Calculation,
  CalculationInput,
  Candidate,
  Occasion,
} from '../calculation.ts';
import { quotaCeiling } from '../instruction/quota-measure.ts';
import { Instruction } from '../instruction.ts';

/** A Wednesday that is a working and a school day. */
export const WEDNESDAY: Occasion = {
  day: '2026-03-25',
  time: '10:00',
  isWorkingDay: true,
  isSchoolDay: true,
  isPublicHoliday: false,
  isSchoolHoliday: false,
  meansKind: 'transport-card',
  places: [],
  companions: 0,
  coupons: [],
};

const BROADER: Readonly<Record<string, readonly string[]>> = {
  single: ['single', 'transport'],
  season: ['season', 'transport'],
  bread: ['bread', 'grocery'],
  tobacco: ['tobacco', 'grocery'],
};

type InstructionText = Omit<z.input<typeof Instruction>, 'from' | 'who'>;
type BenefitText = InstructionText['benefits'][number];

/** A candidate as the text of its instruction would make it; nothing of its quotas is used. */
export function relief(
  code: string,
  text: InstructionText | BenefitText['give'],
  left: Partial<Candidate> = {},
): Candidate {
  const full: InstructionText =
    'benefits' in text ? text : { benefits: [{ on: ['transport', 'grocery'], give: text }] };
  const instruction = Instruction.parse({
    from: '2020-01-01',
    who: { fact: 'resident', is: true },
    ...full,
  });
  return {
    entitlementId: `entitlement-${code}`,
    reliefId: `relief-${code}`,
    reliefCode: code,
    instructionId: `instruction-${code}`,
    version: 1,
    instruction,
    grantorId: 'grantor',
    shareGrantorIds: (instruction.shares ?? []).map((share) => String(share.grantor)),
    benefits: instruction.benefits.map((_, position) => position),
    quotasLeft: instruction.quotas.map((quota) => quotaCeiling(quota)),
    quotaKeys: instruction.quotas.map((_, position) => `${code} ${position}`),
    budgetLeftCents: instruction.budget?.amount,
    budgetKey: code,
    pointsBalance: 0,
    agreed: true,
    ...left,
  };
}

/** So many units at a price in cents; the item is that of its class unless said. */
export function line(
  id: string,
  quantity: number,
  unitPriceCents: number,
  more: Partial<BasketLine> = {},
): BasketLine {
  const itemClass = more.class ?? 'single';
  return {
    line: id,
    itemId: itemClass,
    class: itemClass,
    whose: 'recipient',
    quantity,
    unitPriceCents,
    taxBasisPoints: 2100,
    ...more,
  };
}

export function inputOf(
  lines: BasketLine[],
  candidates: Candidate[],
  more: Partial<CalculationInput> = {},
): CalculationInput {
  return {
    occasion: WEDNESDAY,
    lines,
    candidates,
    spendPoints: 0,
    broader: (concept) => BROADER[concept] ?? [concept],
    ...more,
  };
}

/** Relief and compensation of each line, as `line: cents by relief`. */
export function appliedOf(calculation: Calculation): Record<string, Record<string, number>> {
  const entries = calculation.lines.map(({ line, applied }) => {
    const amounts: Record<string, number> = {};
    for (const { entitlementId, amountCents } of applied) {
      const code = entitlementId.replace('entitlement-', '');
      amounts[code] = (amounts[code] ?? 0) + amountCents;
    }
    return [line, amounts] as const;
  });
  return Object.fromEntries(entries);
}

export function applied(
  lines: BasketLine[],
  candidates: Candidate[],
  more: Partial<CalculationInput> = {},
): Record<string, Record<string, number>> {
  return appliedOf(calculate(inputOf(lines, candidates, more)));
}

/** The reason of a relief on a line. */
export function reasonOf(calculation: Calculation, code: string, line: string) {
  return calculation.reasons.find(
    (reason) => reason.entitlementId === `entitlement-${code}` && reason.line === line,
  );
}
