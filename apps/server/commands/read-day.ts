import { InvalidArgumentError } from 'commander';
import { isDay } from '../../../platform/clock/day.ts';

/** A day as an argument of a command. */
export function readDay(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('Write a day as 2026-03-11.');
  return text;
}
