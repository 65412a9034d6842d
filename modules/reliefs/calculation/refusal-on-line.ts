import type { ReasonCode } from '../calculation.ts';
import type { Benefit } from '../instruction.ts';
import type { LineState } from './line-state.ts';

/** Why a benefit does not fit a line: its item, whom the line is for, the time. */
export function refusalOnLine(
  benefit: Benefit,
  line: LineState,
  timely: boolean,
): ReasonCode | undefined {
  const isOf = (concept: string) => line.classes.includes(concept);
  if (!benefit.on.some(isOf) || benefit.except?.some(isOf)) return 'no-item-of-its-classes';
  if (benefit.whose !== line.line.whose) return 'not-for-this-person';
  return timely ? undefined : 'not-at-this-time';
}
