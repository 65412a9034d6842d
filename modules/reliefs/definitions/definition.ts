import { z } from 'zod';
import { DayText } from '../../../platform/clock/day-text.ts';
import { Condition } from '../condition.ts';
import { Texts } from '../instruction.ts';

/** One dated version of a definition. Half-open: `to` is the first day without it. */
const StatedVersion = z.strictObject({
  from: DayText,
  to: DayText.optional(),
  condition: Condition,
});
export type StatedVersion = z.output<typeof StatedVersion>;

/** A named, dated condition as its file in `reliefs/definitions/` states it. */
export const Definition = z.strictObject({
  code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  name: Texts,
  act: z.string().min(1),
  source: z.string().min(1),
  /** What the source leaves open, and how it is decided here. */
  assumptions: z.array(z.string()).default([]),
  versions: z.array(StatedVersion).min(1),
});
export type Definition = z.output<typeof Definition>;
