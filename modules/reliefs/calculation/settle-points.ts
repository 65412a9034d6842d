import { spreadByLargestRemainder } from '../../../platform/money/money.ts';
import type { ReasonCode } from '../calculation.ts';
import type { BenefitState, CandidateState } from './candidate-state.ts';
import { exclusionOf, groupOf } from './exclusion.ts';
import type { LineState } from './line-state.ts';
import { basketRoom, lineRoom, type MoneyRoom } from './money-room.ts';
import { noteReason } from './note-reason.ts';
import { payFromCandidate } from './pay.ts';
import { splitShares } from './split-shares.ts';

/**
 * Points are spent when all reliefs have applied, like a means of payment: only when asked, in
 * whole portions, and never more than is left to pay. All programmes together spend at most what
 * was asked, in the order of the candidates.
 */
export function spendPoints(
  states: readonly CandidateState[],
  lines: readonly LineState[],
  askedPoints: number,
): void {
  let leftToAsk = askedPoints;
  const wholeGroups = groupsOfTransaction(states);
  for (const state of states) {
    for (const benefit of state.spending) {
      leftToAsk -= spendOnBenefit(state, { benefit, lines, wholeGroups, askedPoints: leftToAsk });
    }
  }
}

/** Groups that exclude for the whole transaction. */
function groupsOfTransaction(states: readonly CandidateState[]): ReadonlySet<string> {
  const groups = new Set<string>();
  for (const { candidate } of states) {
    const terms = exclusionOf(candidate.instruction);
    if (terms?.per === 'transaction') groups.add(terms.group);
  }
  return groups;
}

interface Spending {
  benefit: BenefitState;
  lines: readonly LineState[];
  wholeGroups: ReadonlySet<string>;
}

function spendOnBenefit(state: CandidateState, on: Spending & { askedPoints: number }): number {
  const { give } = on.benefit.benefit;
  if (!('spendPoints' in give)) return 0;
  const open = on.lines.filter((line) => canSpendOn(state, line, on));
  const weights = open.map((line) => Math.min(line.restCents, lineRoom(state, line).cents));
  const restCents = weights.reduce((sum, weight) => sum + weight, 0);
  const pool = basketRoom(state, on.benefit, open[0]?.basket ?? NO_BASKET);
  const moneyLeft = Math.min(restCents, pool.cents);
  const affordable = Math.floor(
    Math.min(on.askedPoints, state.pools.points.left) / give.spendPoints,
  );
  const fitting = give.worth > 0 ? Math.floor(moneyLeft / give.worth) : 0;
  const portions = Math.min(affordable, fitting);
  if (portions <= 0) {
    noteUnspent(state, { open, asked: on.askedPoints > 0, affordable, restCents, pool });
    return 0;
  }
  const amounts = spreadByLargestRemainder(portions * give.worth, weights);
  open.forEach((line, index) => {
    applyPoints(state, { benefit: on.benefit, line, amountCents: amounts[index] ?? 0 });
  });
  state.pools.points.left -= portions * give.spendPoints;
  state.pointsSpent += portions * give.spendPoints;
  return portions * give.spendPoints;
}

const NO_BASKET = { restCents: 0 };

/** Notes why a line does not fit, and keeps to one relief of a group and one of best benefits. */
function canSpendOn(
  state: CandidateState,
  line: LineState,
  { benefit, lines, wholeGroups }: Spending,
): boolean {
  const { entitlementId, instruction } = state.candidate;
  const refusal = benefit.refusals[line.position];
  if (refusal !== undefined) {
    noteReason(state, line.position, { code: refusal });
    return false;
  }
  const { choose } = instruction;
  const group = groupOf(instruction);
  const holder = (one: LineState) => (group === undefined ? undefined : one.groups.get(group));
  const isWhole = group !== undefined && wholeGroups.has(group);
  const winner = isWhole ? lines.map(holder).find((one) => one !== undefined) : holder(line);
  if (winner !== undefined && winner !== entitlementId) {
    noteReason(state, line.position, { code: 'another-is-better', wonBy: winner });
    return false;
  }
  return choose === 'all' || !line.applied.some((entry) => entry.entitlementId === entitlementId);
}

function noteUnspent(
  state: CandidateState,
  why: {
    open: LineState[];
    asked: boolean;
    affordable: number;
    restCents: number;
    pool: MoneyRoom;
  },
): void {
  const code = !why.asked
    ? 'points-not-asked'
    : why.affordable === 0
      ? 'too-few-points'
      : why.pool.limit !== undefined && why.pool.cents < why.restCents
        ? why.pool.limit
        : why.restCents > 0
          ? 'too-little-for-points'
          : 'nothing-left-to-pay';
  for (const line of why.open) noteReason(state, line.position, { code });
}

function applyPoints(
  state: CandidateState,
  to: { benefit: BenefitState; line: LineState; amountCents: number },
): void {
  const { benefit, line, amountCents } = to;
  if (amountCents === 0) return;
  const { candidate } = state;
  line.applied.push({
    entitlementId: candidate.entitlementId,
    benefit: benefit.position,
    units: 0,
    amountCents,
    paid: candidate.instruction.paid,
    shares: splitShares(candidate, amountCents, line.line.quantity),
  });
  payFromCandidate(state, line, { benefit, amountCents, newUnits: 0 });
  noteReason(state, line.position, { code: 'applied' });
}

/** Points earned on what the recipient pays in the end, whole portions over all fitting lines; or on units. */
export function earnPoints(states: readonly CandidateState[], lines: readonly LineState[]): void {
  for (const state of states) {
    for (const benefit of state.earning) {
      const points = pointsOf(state, benefit, lines);
      state.pointsEarned =
        state.candidate.instruction.choose === 'all'
          ? state.pointsEarned + points
          : Math.max(state.pointsEarned, points);
    }
  }
}

function pointsOf(
  state: CandidateState,
  benefit: BenefitState,
  lines: readonly LineState[],
): number {
  const { give } = benefit.benefit;
  const fitting = lines.filter((line) => benefit.refusals[line.position] === undefined);
  if ('pointsPerUnit' in give) {
    for (const line of lines) {
      const refusal = benefit.refusals[line.position];
      noteReason(state, line.position, { code: refusal ?? 'points-earned' });
    }
    const units = fitting.reduce((sum, { line }) => sum + line.quantity, 0);
    return Math.min(units, benefit.unitsLeft) * give.pointsPerUnit;
  }
  if (!('pointForEvery' in give) || give.pointForEvery <= 0) return 0;
  const paidCents = fitting.reduce((sum, line) => sum + paidNow(line), 0);
  const points = Math.floor(paidCents / give.pointForEvery);
  for (const line of lines) {
    const refusal = benefit.refusals[line.position];
    noteReason(state, line.position, { code: refusal ?? whatIsEarned(line, points) });
  }
  return points;
}

function whatIsEarned(line: LineState, points: number): ReasonCode {
  if (paidNow(line) <= 0) return 'nothing-left-to-pay';
  return points > 0 ? 'points-earned' : 'too-little-for-points';
}

/** What the recipient pays at the till: compensations come afterwards. */
function paidNow(line: LineState): number {
  return line.priceCents - atOnce(line);
}

function atOnce(line: LineState): number {
  return line.applied.reduce(
    (sum, entry) => sum + (entry.paid === 'at-once' ? entry.amountCents : 0),
    0,
  );
}
