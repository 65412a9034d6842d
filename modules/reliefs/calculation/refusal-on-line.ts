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
  const own = totalOf(benefit, lines);
  const basket = (on?: readonly string[]) => (on ? totalOf({ on: [...on] }, lines) : own);
  return lines.map(
    (line) =>
      refusalOfItem(benefit, line) ?? whenFailure(when, { ...around, line: line.line, basket }),
  );
}

function totalOf(classes: Pick<Benefit, 'on' | 'except'>, lines: readonly LineState[]) {
  const total = { priceCents: 0, quantity: 0 };
  for (const line of lines) {
    if (!isOfClasses(classes, line)) continue;
    total.priceCents += line.priceCents;
    total.quantity += line.line.quantity;
  }
  return total;
}

function isOfClasses({ on, except }: Pick<Benefit, 'on' | 'except'>, line: LineState): boolean {
  const isOf = (concept: string) => line.classes.includes(concept);
  return on.some(isOf) && !except?.some(isOf);
}
