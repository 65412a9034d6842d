import type { Day } from '../../platform/clock/day.ts';
import type { BasisPoints, Cents } from '../../platform/money/money.ts';
import type { Instruction } from './instruction.ts';

/** One line of a basket, with the class of its item. Prices include tax. */
export interface BasketLine {
  line: string;
  itemId: string;
  class: string;
  whose: 'recipient' | 'companion';
  quantity: number;
  unitPriceCents: Cents;
  taxBasisPoints: BasisPoints;
}

/** Where, when and how the basket is bought. `day` and `time` (`HH:MM`) are those of Riga. */
export interface Occasion {
  day: Day;
  time: string;
  isWorkingDay: boolean;
  isSchoolDay: boolean;
  isPublicHoliday: boolean;
  isSchoolHoliday: boolean;
  meansKind: string;
  /** The point of service, its territory and the broader ones. */
  places: readonly string[];
  /** How many companions there are. */
  companions: number;
  /** Codes that were shown, in capitals. */
  coupons: readonly string[];
  /** It is confirmed at once, and no proof of purchase came with it. */
  isWithoutProof?: boolean;
}

/** A relief that the person has on the day, with what is left of its quotas and budget. */
export interface Candidate {
  entitlementId: string;
  reliefId: string;
  reliefCode: string;
  instructionId: string;
  version: number;
  instruction: Instruction;
  /** The organisation that pays what no share gives to another. */
  grantorId: string;
  /** Grantors of `instruction.shares`, in the same order. */
  shareGrantorIds: string[];
  /** Positions of the instruction's benefits whose own conditions hold for the person. */
  benefits: readonly number[];
  /** Left of `instruction.quotas`, in the same order: units or cents. */
  quotasLeft: readonly number[];
  /**
   * Names of the counters of `quotasLeft`, in the same order: candidates that name the same one take
   * from the same.
   */
  quotaKeys: readonly string[];
  /** Left of the budget in cents; undefined when there is none. */
  budgetLeftCents?: Cents | undefined;
  /** The budget's name: candidates that name the same one spend the same. */
  budgetKey: string;
  pointsBalance: number;
  /** Whether the relief was used on this day already; told only where an instruction asks. */
  usedToday?: boolean | undefined;
  /** Whether the provider has an agreement for this relief. */
  agreed: boolean;
}

export interface CalculationInput {
  occasion: Occasion;
  lines: readonly BasketLine[];
  candidates: readonly Candidate[];
  /** Points that the recipient asks to spend, all programmes together: the fewest that fit are taken. */
  spendPoints: number;
  /** A class with all its broader classes, itself first. */
  broader(concept: string): readonly string[];
}

/** Why a candidate gave nothing, or less. Codes of `reasons.ts`, each with sentences. */
export type ReasonCode =
  | 'applied'
  | 'no-agreement'
  | 'means-not-accepted'
  | 'proof-missing'
  | 'no-item-of-its-classes'
  | 'not-for-this-person'
  | 'not-at-this-time'
  | 'not-at-this-place'
  | 'companions-do-not-fit'
  | 'not-first-use'
  | 'coupon-not-shown'
  | 'basket-does-not-fit'
  | 'quota-used'
  | 'budget-used'
  | 'ceiling-reached'
  | 'minimum-to-pay'
  | 'another-is-better'
  | 'nothing-left-to-pay'
  | 'points-not-asked'
  | 'too-few-points'
  | 'too-little-for-points'
  | 'not-enough-units'
  | 'points-earned';

export type LimitCode = 'quota-used' | 'budget-used' | 'ceiling-reached' | 'minimum-to-pay';

/** One benefit of one relief on one line, and who pays it. */
export interface AppliedRelief {
  entitlementId: string;
  benefit: number;
  /**
   * Units of the line that this benefit is the first of its relief to cover: what it takes of a
   * quota of units. Points that are spent cover none.
   */
  units: number;
  amountCents: Cents;
  paid: 'at-once' | 'afterwards';
  /** Sums to `amountCents`; grantors with nothing to pay are left out. */
  shares: { grantorId: string; amountCents: Cents }[];
}

export interface CalculatedLine {
  line: string;
  priceCents: Cents;
  /** Paid at once by grantors: price = relief + recipient pays. */
  reliefCents: Cents;
  /** Part of what the recipient pays that a grantor compensates afterwards. */
  compensationCents: Cents;
  recipientPaysCents: Cents;
  applied: AppliedRelief[];
}

/**
 * Whether no other choice of reliefs would have come to more on this basket, relief and
 * compensation together; if that is not proven, at most how much more.
 */
export type Optimality = { proven: true } | { proven: false; gapCents: Cents };

/** What a candidate takes if the transaction is authorised. */
export interface Takes {
  entitlementId: string;
  /** By position in `instruction.quotas`: units or cents. */
  quotas: number[];
  budgetCents: Cents;
  pointsSpent: number;
  pointsEarned: number;
}

export interface Calculation {
  /** In the natural order of their ids, whatever the order of the request. */
  lines: CalculatedLine[];
  priceCents: Cents;
  reliefCents: Cents;
  compensationCents: Cents;
  recipientPaysCents: Cents;
  /** Only of candidates that take something. */
  takes: Takes[];
  optimality: Optimality;
  /** Every candidate on every line, once: why it applied or not, for the recipient. */
  reasons: LineReason[];
}

export interface LineReason {
  entitlementId: string;
  line: string;
  code: ReasonCode;
  /** The entitlement that was better. */
  wonBy?: string;
  /** Why a candidate that applied gave less than it would have. */
  limitedBy?: LimitCode;
}
