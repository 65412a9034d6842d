import type { Cents } from '../../../platform/money/money.ts';
import { earnsPoints } from '../benefits/give.ts';
import type {
  CalculationInput,
  Candidate,
  LimitCode,
  Occasion,
  ReasonCode,
} from '../calculation.ts';
import type { Benefit, Priority } from '../instruction.ts';
import type { LineState } from './line-state.ts';
import {
  type CandidatePools,
  type KnownPools,
  type LinePools,
  poolsOf,
  poolsOfBenefit,
} from './pools.ts';
import { refusalsOnLines } from './refusal-on-line.ts';
import { type UnitTerms, unitTerms } from './scaled-relief.ts';

/** A benefit that the person has, while it is calculated. Lists are by position of the line. */
export interface BenefitState {
  position: number;
  benefit: Benefit;
  /** Why it cannot apply to a line, whatever is left. */
  refusals: readonly (ReasonCode | undefined)[];
  terms: UnitTerms;
  pools: LinePools;
  /** Left of `unitsPerTransaction`. */
  unitsLeft: number;
  /** What a form that looks at the whole basket has found for each line. */
  parts: readonly BasketPart[] | undefined;
  /** What kept the parts small. */
  partsLimit: LimitCode | undefined;
  /** Lines on which it alone of its relief's benefits may apply; undefined: on all. */
  chosenOn: boolean[] | undefined;
}

export interface BasketPart {
  units: number;
  /** Undefined: the whole rest of the units. */
  cents: Cents | undefined;
}

export interface CandidateState {
  candidate: Candidate;
  /** Why the whole candidate cannot apply here. */
  refusal: ReasonCode | undefined;
  /** Those that reduce what is paid. */
  benefits: BenefitState[];
  spending: BenefitState[];
  earning: BenefitState[];
  pools: CandidatePools;
  /** Units of each line that it covers so far, by position of the line. */
  covered: number[];
  /** What it gives on each line so far. */
  given: Cents[];
  /** How many units of each line it may cover at most; undefined: all of all lines. */
  mayCover: number[] | undefined;
  /** Whether something scarce kept it from giving more on some line. */
  wasLimited: boolean;
  takenUnits: number;
  takenCents: Cents;
  pointsSpent: number;
  pointsEarned: number;
  /** By position of the line. */
  reasons: Reason[];
}

export interface Reason {
  code: ReasonCode;
  wonBy?: string;
  limitedBy?: LimitCode;
}

/** Candidates in the order in which they apply: priority, then code of the relief. */
export function candidateStates(
  input: CalculationInput,
  lines: readonly LineState[],
): CandidateState[] {
  const ordered =
    input.candidates.length > 1 ? input.candidates.toSorted(compareCandidates) : input.candidates;
  const pools: KnownPools = ordered.length > 1 ? new Map() : undefined;
  return ordered.map((candidate) =>
    candidateState(candidate, { occasion: input.occasion, lines, pools }),
  );
}

function compareCandidates(a: Candidate, b: Candidate): number {
  return (
    comparePriority(a.instruction.priority, b.instruction.priority) ||
    compareText(a.reliefCode, b.reliefCode) ||
    compareText(a.entitlementId, b.entitlementId)
  );
}

/** A plain number is that of the law. */
export function comparePriority(a: Priority, b: Priority): number {
  const one = typeof a === 'number' ? { law: a, grantor: DEFAULT_PRIORITY } : a;
  const other = typeof b === 'number' ? { law: b, grantor: DEFAULT_PRIORITY } : b;
  return one.law - other.law || one.grantor - other.grantor;
}

const DEFAULT_PRIORITY = 100;

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function candidateState(
  candidate: Candidate,
  around: {
    occasion: Occasion;
    lines: readonly LineState[];
    pools: KnownPools;
  },
): CandidateState {
  const refusal = refusalOf(candidate, around.occasion);
  const state: CandidateState = {
    candidate,
    refusal,
    benefits: [],
    spending: [],
    earning: [],
    pools: poolsOf(candidate, around.pools),
    covered: around.lines.map(() => 0),
    given: around.lines.map(() => 0),
    mayCover: undefined,
    wasLimited: false,
    takenUnits: 0,
    takenCents: 0,
    pointsSpent: 0,
    pointsEarned: 0,
    reasons: freshReasons(refusal, around.lines.length),
  };
  if (refusal === undefined) addBenefits(state, around);
  return state;
}

export function freshReasons(refusal: ReasonCode | undefined, lines: number): Reason[] {
  const code = refusal ?? 'no-item-of-its-classes';
  const reasons: Reason[] = [];
  for (let position = 0; position < lines; position += 1) reasons.push({ code });
  return reasons;
}

function refusalOf(candidate: Candidate, occasion: Occasion): ReasonCode | undefined {
  if (!candidate.agreed) return 'no-agreement';
  const { means, onProof } = candidate.instruction;
  if (onProof && occasion.isWithoutProof) return 'proof-missing';
  return means === undefined || means.includes(occasion.meansKind)
    ? undefined
    : 'means-not-accepted';
}

function addBenefits(
  state: CandidateState,
  around: { occasion: Occasion; lines: readonly LineState[] },
): void {
  const positions =
    state.candidate.benefits.length > 1
      ? state.candidate.benefits.toSorted((a, b) => a - b)
      : state.candidate.benefits;
  for (const position of positions) {
    const benefit = state.candidate.instruction.benefits[position];
    if (benefit === undefined) continue;
    const benefitState: BenefitState = {
      position,
      benefit,
      refusals: refusalsOnLines(benefit, around.lines, {
        occasion: around.occasion,
        usedToday: state.candidate.usedToday ?? false,
      }),
      terms: unitTerms(benefit.give, state.candidate),
      pools: poolsOfBenefit(state.pools, benefit),
      unitsLeft: benefit.unitsPerTransaction ?? Number.POSITIVE_INFINITY,
      parts: undefined,
      partsLimit: undefined,
      chosenOn: undefined,
    };
    if (earnsPoints(benefit.give)) state.earning.push(benefitState);
    else if ('spendPoints' in benefit.give) state.spending.push(benefitState);
    else state.benefits.push(benefitState);
  }
}
