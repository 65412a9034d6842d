import type { Cents } from '../../../platform/money/money.ts';
import type { PersonFacts } from '../../persons/index.ts';
import { calculate } from '../../reliefs/calculate.ts';
import { entitlementPeriods, type Instruction, type ProposedRelief } from '../../reliefs/index.ts';
import { occasionAt } from '../../reliefs/occasion.ts';
import type { Catalogue } from '../reference.ts';
import type { SampledTransaction } from '../sql/sample-year-use.ts';

type Grounds = Parameters<typeof entitlementPeriods>[2];

const BEGINNING = '0001-01-01';

/** Positions of the benefits that the draft gives a person on a day; none when it gives nothing. */
export function benefitsOf(
  { grantor, instruction, day }: ProposedRelief,
  person: PersonFacts,
  grounds: Grounds,
): readonly number[] {
  const { to: _, ...whole } = { ...instruction, from: BEGINNING };
  const versions = [{ version: 1, instruction: whole satisfies Instruction }];
  const period = entitlementPeriods({ grantor, versions }, person, grounds).find(
    ({ from, to }) => from <= day && (to === null || day < to),
  );
  return period?.benefits ?? [];
}

/**
 * What grantors would pay in a transaction by the draft alone: as it was, but with these benefits, an
 * agreement, and nothing used of any quota or budget. Pure.
 */
export function paidByDraft(
  { terminalAt, meansKind, place, territory, lines }: SampledTransaction,
  { instruction, code }: ProposedRelief,
  { benefits, catalogue }: { benefits: readonly number[]; catalogue: Catalogue },
): Cents {
  if (benefits.length === 0) return 0;
  const { classifiers, broader, territories } = catalogue;
  const occasion = occasionAt(terminalAt, {
    calendar: classifiers,
    meansKind,
    places: [place, ...territories(territory)],
    companions: lines.some(({ whose }) => whose === 'companion') ? 1 : 0,
    coupons: [],
  });
  const nothingUsed = instruction.quotas.map(() => Number.MAX_SAFE_INTEGER);
  const { reliefCents, compensationCents } = calculate({
    occasion,
    lines,
    candidates: [
      {
        ...{ entitlementId: 'draft', reliefId: 'draft', reliefCode: code, instructionId: 'draft' },
        ...{ version: 1, instruction, grantorId: 'draft', agreed: true, pointsBalance: 0 },
        shareGrantorIds: (instruction.shares ?? []).map((_, position) => `share-${position}`),
        ...{ benefits, quotasLeft: nothingUsed, budgetKey: '' },
        quotaKeys: nothingUsed.map((_, position) => `quota-${position}`),
      },
    ],
    spendPoints: 0,
    broader,
  });
  return reliefCents + compensationCents;
}
