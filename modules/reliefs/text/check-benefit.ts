import { isDay } from '../../../platform/clock/day.ts';
import { type Benefit, WEEKDAYS, type When } from '../instruction.ts';
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
  if (benefit.when) findings.push(...checkWhen(benefit.when, [...path, 'when']));
  return findings;
}

function checkWhen(when: When, path: ReliefPath): ReliefFinding[] {
  const findings: ReliefFinding[] = [];
  const never = (field: string, found: string) =>
    findings.push({ code: 'benefit-without-effect', path: [...path, field], found });
  when.dates?.forEach((date, position) => {
    // 2000 has every day that a year can have.
    if (isDay(`2000-${date}`)) return;
    findings.push({ code: 'value-malformed', path: [...path, 'dates', position], found: date });
  });
  const { from = '00:00', to = '24:00' } = when;
  if (from >= to) never(when.to === undefined ? 'from' : 'to', when.to ?? from);
  const open = WEEKDAYS.filter(
    (weekday) =>
      (!when.weekdays || when.weekdays.includes(weekday)) &&
      (!when.lastOfMonth || when.lastOfMonth === weekday) &&
      (!when.day || (weekday !== 'saturday' && weekday !== 'sunday')),
  );
  if (open.length === 0) {
    if (when.weekdays) never('weekdays', when.weekdays.join(', '));
    else never('lastOfMonth', String(when.lastOfMonth));
  }
  return findings;
}
