import type { Day } from '../../../platform/clock/day.ts';
import type {
  AppliedRelief,
  CalculatedLine,
  Calculation,
  CalculationInput,
} from '../../reliefs/calculation.ts';
import {
  PUBLIC_REASONS,
  type PublicReason,
  publicReasonOf,
  reasonOfBasket,
} from '../../reliefs/public-reasons.ts';
import type { AuthoriseRequest } from '../api.ts';
import type { PublicApplied, PublicLine, TransactionAnswer } from '../api-answers.ts';
import { type Catalogue, grantorName, type ProviderReference } from '../reference.ts';
import type { HeldRelief } from './candidates.ts';

/** A basket that was calculated, and for whom it is to be told. */
export interface Calculated {
  request: AuthoriseRequest;
  input: CalculationInput;
  calculation: Calculation;
  held: readonly HeldRelief[];
  catalogue: Catalogue;
  provider: ProviderReference;
}

/**
 * What a provider gets of a calculation: amounts, grantors, neutral labels, and the agreement's own
 * id of the relief. No code of a relief or category, no id of an instruction, entitlement or person.
 */
export function answerAmounts(
  calculated: Calculated,
): Pick<
  TransactionAnswer,
  | 'priceCents'
  | 'reliefCents'
  | 'recipientPaysCents'
  | 'compensationCents'
  | 'pointsSpent'
  | 'pointsEarned'
  | 'lines'
  | 'notApplied'
> {
  const { calculation } = calculated;
  return {
    priceCents: calculation.priceCents,
    reliefCents: calculation.reliefCents,
    recipientPaysCents: calculation.recipientPaysCents,
    compensationCents: calculation.compensationCents,
    pointsSpent: calculation.takes.reduce((sum, take) => sum + take.pointsSpent, 0),
    pointsEarned: calculation.takes.reduce((sum, take) => sum + take.pointsEarned, 0),
    lines: publicLines(calculated),
    notApplied: notApplied(calculated),
  };
}

/** Lines in the order of the request. */
function publicLines(calculated: Calculated): PublicLine[] {
  const { request, input, calculation } = calculated;
  const byLine = new Map(calculation.lines.map((line) => [line.line, line]));
  return request.lines.flatMap(({ line, item }, index) => {
    const basketLine = input.lines[index];
    const amounts: CalculatedLine | undefined = byLine.get(line);
    if (!basketLine || !amounts) return [];
    return [
      {
        line,
        item,
        whose: basketLine.whose,
        quantity: basketLine.quantity,
        unitPriceCents: basketLine.unitPriceCents,
        priceCents: amounts.priceCents,
        reliefCents: amounts.reliefCents,
        recipientPaysCents: amounts.recipientPaysCents,
        applied: amounts.applied.flatMap((applied) => publicApplied(applied, calculated)),
      },
    ];
  });
}

function publicApplied(applied: AppliedRelief, calculated: Calculated): PublicApplied[] {
  const held = calculated.held.find(
    ({ candidate }) => candidate.entitlementId === applied.entitlementId,
  );
  // Without an agreement the calculation applies nothing.
  if (!held?.agreedId) return [];
  return [
    {
      relief: held.agreedId,
      version: held.candidate.version,
      label: held.entry.label,
      paid: applied.paid,
      units: applied.units,
      amountCents: applied.amountCents,
      grantors: applied.shares.map((share) => ({
        name: grantorName(calculated.catalogue, share.grantorId),
        amountCents: share.amountCents,
      })),
    },
  ];
}

/** Of the reliefs that were asked for, those that did not apply, each with a public reason. */
export function notApplied(calculated: Calculated): TransactionAnswer['notApplied'] {
  const { request } = calculated;
  return [...new Set(request.asked)].flatMap((relief) => {
    const reason = reasonOfAsked(relief, calculated);
    return reason === 'applied' ? [] : [{ relief, reason, sentence: PUBLIC_REASONS[reason] }];
  });
}

function reasonOfAsked(relief: string, calculated: Calculated): PublicReason {
  const { held, input, calculation } = calculated;
  const holding = held.filter(({ agreedId }) => agreedId === relief);
  const instruction =
    holding[0]?.candidate.instruction ?? instructionOnDay(relief, calculated, input.occasion.day);
  if (!instruction) return 'not-available';
  // First what hangs on the basket alone: holders and others get the same answer.
  const ofBasket = reasonOfBasket(instruction, input);
  if (ofBasket) return ofBasket;
  const entitlements = new Set(holding.map(({ candidate }) => candidate.entitlementId));
  return publicReasonOf(
    calculation.reasons
      .filter(({ entitlementId }) => entitlements.has(entitlementId))
      .map(({ code }) => code),
  );
}

function instructionOnDay(relief: string, { provider, catalogue }: Calculated, day: Day) {
  const reliefId = provider.agreedReliefs.find(({ id }) => id === relief)?.reliefId;
  const versions = reliefId ? catalogue.byRelief.get(reliefId) : undefined;
  return versions?.find(
    ({ content: { from, to } }) => from <= day && (to === undefined || day < to),
  )?.content;
}
