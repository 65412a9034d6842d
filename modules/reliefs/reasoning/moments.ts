import {
  completedUnits,
  type Day,
  daysBetween,
  UNITS_OF_TIME,
  type UnitOfTime,
} from '../../../platform/clock/day.ts';
import type { Period } from '../../persons/person-facts.ts';
import { AGE_DAYS, type AgeDay } from '../condition.ts';
import { reckoningDay } from '../conditions/age-days.ts';
import type { Box } from './boxes.ts';
import { ALL_NUMBERS, meetSpans, type Spans } from './spans.ts';

/**
 * Reasoning about one moment, a birth or a date that a register states, seen from the asked day.
 * Axes: `day`, the moment itself as a number of days, and `years/day`, `months/year-start` …: how
 * many such units were complete on the asked day or on the day that stands for it.
 */
export type ElapsedAxis = `${UnitOfTime}/${AgeDay}`;

const EPOCH: Day = '1970-01-01';

export function dayNumber(day: Day): number {
  return daysBetween(EPOCH, day);
}

function dayOfNumber(number: number): Day {
  return new Date(number * 86_400_000).toISOString().slice(0, 10);
}

/** The moment of birth of somebody who lives: nothing before it is complete. */
export const BIRTH: Box = new Map(
  AGE_DAYS.flatMap((on) => {
    const years = on.endsWith('-start') ? -1 : 0;
    const axes: [ElapsedAxis, number][] = [
      [`years/${on}`, years],
      [`months/${on}`, years * 12],
      [`days/${on}`, years * 366],
    ];
    return axes.map(([axis, least]): [string, Spans] => [
      axis,
      [[least, Number.POSITIVE_INFINITY]],
    ]);
  }),
);

/** False only when no moment lies in the box on any of the days. */
export function isPossibleMoment(box: Box, days: Period): boolean {
  const [earliest, latest] = hull(box.get('day') ?? ALL_NUMBERS);
  const lastDay = days.to === null ? Number.POSITIVE_INFINITY : dayNumber(days.to) - 1;
  const firstDay = dayNumber(days.from);
  // How long ago the moment was on the asked day, in days: what each axis leaves, generously.
  let least = firstDay - latest;
  let most = lastDay - earliest;
  for (const [axis, spans] of box) {
    if (!axis.includes('/')) continue;
    const [unit, on] = axis.split('/') as [UnitOfTime, AgeDay];
    const seen = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
    if (Number.isFinite(latest)) {
      seen.from = completedUnits(dayOfNumber(latest), reckoningDay(on, days.from), unit);
    }
    if (Number.isFinite(earliest) && Number.isFinite(lastDay)) {
      const last = reckoningDay(on, dayOfNumber(lastDay));
      seen.to = completedUnits(dayOfNumber(earliest), last, unit) + 1;
    }
    const left = meetSpans(spans, [[seen.from, seen.to]]);
    if (left.length === 0) return false;
    const [from, to] = hull(left);
    least = Math.max(least, daysOf(from, unit, -1) - (on.endsWith('-end') ? 366 : 0));
    most = Math.min(most, daysOf(to + 1, unit, 1) + (on.endsWith('-start') ? 366 : 0));
  }
  return (
    least <= most &&
    UNITS_OF_TIME.every((unit) => isInOrder(box, unit)) &&
    AGE_DAYS.every((on) => areYearsAndMonthsOne(box, on))
  );
}

/** What was complete at the start of a year is complete on the day, and that at the end of the year. */
function isInOrder(box: Box, unit: UnitOfTime): boolean {
  const seen = [STARTS, DAY, ENDS].map((days) => {
    const hulls = days.map((on) => hull(box.get(`${unit}/${on}`) ?? ALL_NUMBERS));
    return {
      least: Math.max(...hulls.map(([least]) => least)),
      most: Math.min(...hulls.map(([, most]) => most)),
    };
  });
  return seen.every(({ least }, index) => seen.slice(index + 1).every(({ most }) => least <= most));
}

const STARTS: readonly AgeDay[] = ['year-start', 'school-year-start'];
const DAY: readonly AgeDay[] = ['day'];
const ENDS: readonly AgeDay[] = ['year-end', 'school-year-end'];

/** The least and the greatest number. */
function hull(spans: Spans): [number, number] {
  return [spans[0]?.[0] ?? 0, (spans.at(-1)?.[1] ?? 0) - 1];
}

const DAYS_OF: Readonly<Record<UnitOfTime, { mean: number; spare: number }>> = {
  days: { mean: 1, spare: 0 },
  months: { mean: 30.436875, spare: 5 },
  years: { mean: 365.2425, spare: 3 },
};

function daysOf(units: number, unit: UnitOfTime, direction: 1 | -1): number {
  const { mean, spare } = DAYS_OF[unit];
  return units * mean + direction * spare;
}

/** A year is complete with its twelfth month, also after 29 February. */
function areYearsAndMonthsOne(box: Box, on: AgeDay): boolean {
  const months = box.get(`months/${on}`);
  const years = box.get(`years/${on}`);
  if (!months || !years) return true;
  const asMonths = years.map(([from, to]): [number, number] => [from * 12, to * 12]);
  return meetSpans(months, asMonths).length > 0;
}
