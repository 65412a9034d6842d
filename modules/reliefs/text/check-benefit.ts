import { isDay } from '../../../platform/clock/day.ts';
import { type Circumstances, WEEKDAYS, type When } from '../instruction/when.ts';
import type { Benefit } from '../instruction.ts';
import { checkCondition } from './check-condition.ts';
import { checkGive } from './check-give.ts';
import { checkCode, type KnownCodes } from './known-codes.ts';
import type { ReliefFinding, ReliefPath } from './relief-problem.ts';

const CLASSES = 'goods-and-services';

/** Unknown classes, and benefits that can never give anything. */
export function checkBenefit(
  benefit: Benefit,
  path: ReliefPath,
  codes: KnownCodes,
): ReliefFinding[] {
  const findings: ReliefFinding[] = [];
  if (benefit.who) findings.push(...checkCondition(benefit.who, [...path, 'who'], codes));
  for (const field of ['on', 'except'] as const) {
    benefit[field]?.forEach((code, position) => {
      const place = [...path, field, position];
      findings.push(...checkCode({ scheme: CLASSES, code, path: place }, codes));
    });
  }
  const { except = [] } = benefit;
  const isExcepted = (code: string) => except.some((one) => codes.includes(CLASSES, one, code));
  if (benefit.on.every(isExcepted)) {
    findings.push({ code: 'benefit-without-effect', path: [...path, 'except'] });
  }
  findings.push(...checkGive(benefit, path, codes));
  if (benefit.when) findings.push(...checkWhen(benefit.when, [...path, 'when'], codes));
  return findings;
}

/** Circumstances that no purchase can have, and codes that do not exist. */
function checkWhen(when: When, path: ReliefPath, codes: KnownCodes): ReliefFinding[] {
  for (const joint of ['all', 'any'] as const) {
    if (!(joint in when)) continue;
    const parts = (when as Record<typeof joint, When[]>)[joint];
    return parts.flatMap((one, position) => checkWhen(one, [...path, joint, position], codes));
  }
  if ('not' in when) return checkWhen(when.not, [...path, 'not'], codes);
  const circumstances = when as Circumstances;
  return [
    ...checkDays(circumstances, path),
    ...checkWeekdays(circumstances, path),
    ...checkBounds(circumstances, path),
    ...checkCodesOfWhen(circumstances, path, codes),
  ];
}

function never(path: ReliefPath, found: string): ReliefFinding {
  return { code: 'benefit-without-effect', path, found };
}

function checkDays(
  { dates = [], season, from = '00:00', to = '24:00', ...when }: Circumstances,
  path: ReliefPath,
): ReliefFinding[] {
  const written = [
    ...dates.map((date, position) => ({ date, place: [...path, 'dates', position] })),
    ...(['from', 'to'] as const).flatMap((end) =>
      season ? [{ date: season[end], place: [...path, 'season', end] }] : [],
    ),
  ];
  // 2000 has every day that a year can have.
  const findings: ReliefFinding[] = written
    .filter(({ date }) => !isDay(`2000-${date}`))
    .map(({ date, place }) => ({ code: 'value-malformed', path: place, found: date }));
  if (season && season.from === season.to) {
    findings.push(never([...path, 'season', 'to'], season.to));
  }
  if (from === to) findings.push(never([...path, 'to'], to));
  if (when.day === 'school-day' && dates.length > 0 && dates.every(isHolidayOfEveryYear)) {
    findings.push(never([...path, 'dates'], dates.join(', ')));
  }
  return findings;
}

/** Free in every year, so never a working or a school day. */
function isHolidayOfEveryYear(date: string): boolean {
  return [
    '01-01',
    '05-01',
    '05-04',
    '06-23',
    '06-24',
    '11-18',
    '12-24',
    '12-25',
    '12-26',
    '12-31',
  ].includes(date);
}

function checkWeekdays(when: Circumstances, path: ReliefPath): ReliefFinding[] {
  const isFree = when.day === 'working-day' || when.day === 'school-day';
  const open = WEEKDAYS.filter(
    (weekday) =>
      (!when.weekdays || when.weekdays.includes(weekday)) &&
      (!when.lastOfMonth || when.lastOfMonth === weekday) &&
      (!isFree || (weekday !== 'saturday' && weekday !== 'sunday')),
  );
  if (open.length > 0) return [];
  return when.weekdays
    ? [never([...path, 'weekdays'], when.weekdays.join(', '))]
    : [never([...path, 'lastOfMonth'], String(when.lastOfMonth))];
}

interface Bounds {
  from?: number | undefined;
  to?: number | undefined;
  below?: number | undefined;
}

function checkBounds(when: Circumstances, path: ReliefPath): ReliefFinding[] {
  const bounded: [ReliefPath, Bounds | undefined][] = [
    [[...path, 'companions'], when.companions],
    [[...path, 'quantity'], when.quantity],
    [[...path, 'unitPrice'], when.unitPrice],
    [[...path, 'basket', 'price'], when.basket?.price],
    [[...path, 'basket', 'quantity'], when.basket?.quantity],
  ];
  return bounded.flatMap(([place, bounds]) => {
    const { from = 0, to, below } = bounds ?? {};
    if (below !== undefined && below <= from) return [never([...place, 'below'], String(below))];
    return to !== undefined && to < from ? [never([...place, 'to'], String(to))] : [];
  });
}

/** A place of seven digits is a territory; any other is the code of a point of service. */
function checkCodesOfWhen(
  { places = [], means = [], basket }: Circumstances,
  path: ReliefPath,
  codes: KnownCodes,
): ReliefFinding[] {
  const territories = places.flatMap((code, position) =>
    /^\d{7}$/.test(code)
      ? checkCode({ scheme: 'territories', code, path: [...path, 'places', position] }, codes)
      : [],
  );
  const kinds = means.flatMap((code, position) =>
    checkCode({ scheme: 'means-kinds', code, path: [...path, 'means', position] }, codes),
  );
  const classes = (basket?.on ?? []).flatMap((code, position) => {
    const place = [...path, 'basket', 'on', position];
    return checkCode({ scheme: 'goods-and-services', code, path: place }, codes);
  });
  return [...territories, ...kinds, ...classes];
}
