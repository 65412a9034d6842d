import type { ReasonCode } from '../calculation.ts';
import type { Benefit } from '../instruction.ts';
import { type Purchase, whenFailure } from '../occasion.ts';
import type { LineState } from './line-state.ts';

/** Why a benefit does not fit a line, if it does not: its item, whom the line is for. */
export function refusalOfItem(
  { on, except, whose }: Pick<Benefit, 'on' | 'except' | 'whose'>,
  line: LineState,
): ReasonCode | undefined {
  if (!isOfClasses({ on, except }, line)) return 'no-item-of-its-classes';
  return whose === line.line.whose ? undefined : 'not-for-this-person';
}

/** Why a benefit does not fit each line: its item, whom the line is for, the circumstances. */
export function refusalsOnLines(
  benefit: Benefit,
  lines: readonly LineState[],
  around: Pick<Purchase, 'occasion' | 'usedToday'>,
): (ReasonCode | undefined)[] {
  const { when } = benefit;
  if (when === undefined) return lines.map((line) => refusalOfItem(benefit, line));
  const basket = { priceCents: 0, quantity: 0 };
  for (const line of lines) {
    if (!isOfClasses(benefit, line)) continue;
    basket.priceCents += line.priceCents;
    basket.quantity += line.line.quantity;
  }
  return lines.map(
    (line) =>
      refusalOfItem(benefit, line) ?? whenFailure(when, { ...around, line: line.line, basket }),
  );
}

function isOfClasses({ on, except }: Pick<Benefit, 'on' | 'except'>, line: LineState): boolean {
  const isOf = (concept: string) => line.classes.includes(concept);
  return on.some(isOf) && !except?.some(isOf);
}
