import type { Cents } from '../../../platform/money/money.ts';
import type { LimitCode } from '../calculation.ts';
import type { BenefitState, CandidateState } from './candidate-state.ts';
import type { BasketState, LineState } from './line-state.ts';
import { tightest } from './pools.ts';

/** How much money a candidate may still give, and what stands in its way first. */
export interface MoneyRoom {
  cents: Cents;
  limit: LimitCode | undefined;
}

const NO_END: Readonly<MoneyRoom> = { cents: Number.POSITIVE_INFINITY, limit: undefined };

/** For a benefit on one line: what its pools, ceilings and minimums leave. */
export function moneyRoom(
  state: CandidateState,
  benefit: BenefitState,
  line: LineState,
): Readonly<MoneyRoom> {
  if (!isScarce(state, benefit)) return NO_END;
  const ofBasket = basketRoom(state, benefit, line.basket);
  const { atMost, leaves } = state.candidate.instruction;
  if (atMost === undefined && leaves === undefined) return ofBasket;
  const ofLine = lineRoom(state, line);
  return ofLine.cents < ofBasket.cents ? ofLine : ofBasket;
}

/** Whether anything but the price bounds what a benefit gives on a line. */
export function isScarce({ candidate }: CandidateState, { pools }: BenefitState): boolean {
  const { atMost, leaves } = candidate.instruction;
  const { units, cents } = pools;
  return units.length + cents.length > 0 || atMost !== undefined || leaves !== undefined;
}

/** On all lines of one benefit: what its pools leave, and what the recipient always pays. */
export function basketRoom(
  { candidate }: CandidateState,
  { pools }: BenefitState,
  basket: BasketState,
): MoneyRoom {
  const pool = tightest(pools.cents);
  const room: MoneyRoom = { cents: pool?.left ?? Number.POSITIVE_INFINITY, limit: pool?.limit };
  const { leaves } = candidate.instruction;
  if (leaves?.transaction !== undefined) {
    narrow(room, basket.restCents - leaves.transaction, 'minimum-to-pay');
  }
  return room;
}

/** On one line, whatever the others have. */
export function lineRoom({ candidate, given }: CandidateState, line: LineState): MoneyRoom {
  const room: MoneyRoom = { cents: Number.POSITIVE_INFINITY, limit: undefined };
  const { atMost, leaves } = candidate.instruction;
  if (atMost?.line !== undefined) {
    narrow(room, atMost.line - (given[line.position] ?? 0), 'ceiling-reached');
  }
  if (leaves?.line !== undefined) narrow(room, line.restCents - leaves.line, 'minimum-to-pay');
  return room;
}

function narrow(room: MoneyRoom, cents: Cents, limit: LimitCode): void {
  if (cents >= room.cents) return;
  room.cents = Math.max(0, cents);
  room.limit = limit;
}
