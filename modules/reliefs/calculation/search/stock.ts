import type { Cents } from '../../../../platform/money/money.ts';
import type { LineOption } from './line-options.ts';

/**
 * What an option gives of what is left, at most: money that runs out cuts a relief. Undefined when units do
 * not suffice.
 */
export function worthLeft(option: LineOption, left: readonly number[]): Cents | undefined {
  const { takes } = option;
  for (let index = 0; index < takes.length; index += 1) {
    if ((takes[index] ?? 0) > (left[index] ?? 0)) return takeOption(option, left.slice());
  }
  return option.cents;
}

/** Takes it from what is left, and says what that gives at most. */
export function takeOption({ picks }: LineOption, left: number[]): Cents | undefined {
  let given = 0;
  for (const { contender, units, cents, recovers } of picks) {
    for (const { index } of contender.units) {
      const rest = (left[index] ?? 0) - units;
      if (rest < 0) return undefined;
      left[index] = rest;
    }
    let amount = cents;
    for (const { index } of contender.cents) amount = Math.min(amount, left[index] ?? 0);
    for (const { index } of contender.cents) left[index] = (left[index] ?? 0) - amount;
    given += amount + recovers * (cents - amount);
  }
  return given;
}
