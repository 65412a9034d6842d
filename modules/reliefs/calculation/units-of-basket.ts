import type { Cents } from '../../../platform/money/money.ts';
import type { BenefitState, CandidateState } from './candidate-state.ts';
import type { LineState } from './line-state.ts';
import { headOf, type Run } from './run.ts';

/** So many of the dearest units of a line. */
export interface LineUnits {
  line: LineState;
  units: number;
}

/** The units that a benefit fits and counts, the dearest lines first. */
export function countedUnits(
  state: CandidateState,
  benefit: BenefitState,
  lines: readonly LineState[],
): LineUnits[] {
  const { from = 1, to = Number.POSITIVE_INFINITY } = benefit.benefit.units ?? {};
  let before = 0;
  return lines
    .filter((line) => mayApply(state, benefit, line))
    .sort((a, b) => b.line.unitPriceCents - a.line.unitPriceCents || a.position - b.position)
    .map((line) => {
      const first = Math.max(from - 1, before);
      before += line.line.quantity;
      return { line, units: Math.max(0, Math.min(to, before) - first) };
    });
}

/** What units cost, as far as the relief is reckoned on it: what is left to pay, or the full price. */
export function costOf(state: CandidateState, { line, units }: LineUnits): Cents {
  return state.candidate.instruction.stack === 'full-price'
    ? units * line.line.unitPriceCents
    : sumOfDearest(line.runs, units, (run) => run.restCents);
}

/** A sum over so many of the dearest units of a line. */
export function sumOfDearest(
  runs: readonly Run[],
  units: number,
  centsOf: (run: Run) => Cents,
): Cents {
  let room = units;
  let cents = 0;
  for (const run of runs) {
    if (room <= 0) break;
    cents += centsOf(room < run.units ? headOf(run, room) : run);
    room -= run.units;
  }
  return cents;
}

/** Whether a benefit fits a line and was not set aside there for another. */
export function mayApply(state: CandidateState, benefit: BenefitState, line: LineState): boolean {
  const { position } = line;
  if (benefit.refusals[position] !== undefined) return false;
  if (state.mayCover !== undefined && state.mayCover[position] === 0) return false;
  return benefit.chosenOn === undefined || benefit.chosenOn[position] === true;
}
