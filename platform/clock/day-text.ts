import { z } from 'zod';
import { isDay } from './day.ts';

/** A day as files and requests state it: `YYYY-MM-DD`, and one that the calendar has. */
export const DayText = z
  .string()
  .refine(isDay, { error: 'a day as YYYY-MM-DD', params: { wanted: 'day' } });
