import type { Condition, CountCondition, HeldCondition, Span, SumCondition } from '../condition.ts';
import { partsOf } from '../conditions/mentions.ts';
import { checkBounds, checkFact, getKnownKind } from './check-fact.ts';
import type { KnownCodes } from './known-codes.ts';
import type { ReliefFinding, ReliefPath } from './relief-problem.ts';

/** What cannot be right in a condition whose form is right. */
export function checkCondition(
  condition: Condition,
  path: ReliefPath,
  codes: KnownCodes,
): ReliefFinding[] {
  if ('fact' in condition) return checkFact(condition, path, codes);
  if ('group' in condition || 'definition' in condition) return [];
  if ('age' in condition) return checkAge(condition.age, [...path, 'age']);
  if ('born' in condition) return checkAge(condition.born, [...path, 'born']);
  if ('sum' in condition) return checkSum(condition, path, codes);
  if ('held' in condition) return checkHeld(condition, path, codes);
  if ('related' in condition) return checkWhere(condition.where, path, codes);
  if ('count' in condition) {
    return [...checkCount(condition, path), ...checkWhere(condition.where, path, codes)];
  }
  const findings: ReliefFinding[] = [];
  if ('of' in condition && condition.atLeast > condition.of.length) {
    const found = String(condition.atLeast);
    findings.push({ code: 'condition-never-holds', path: [...path, 'atLeast'], found });
  }
  const joint = 'of' in condition ? 'of' : (Object.keys(condition)[0] ?? '');
  partsOf(condition).forEach((part, position) => {
    const below = joint === 'not' ? [...path, joint] : [...path, joint, position];
    findings.push(...checkCondition(part, below, codes));
  });
  return findings;
}

function checkAge(
  bounds: { from?: number | string | undefined; below?: number | string | undefined },
  path: ReliefPath,
): ReliefFinding[] {
  if (bounds.from === undefined && bounds.below === undefined) {
    return [{ code: 'comparison-missing', path, expected: ['from', 'below'] }];
  }
  return checkBounds(bounds, path);
}

function checkCount(condition: CountCondition, path: ReliefPath): ReliefFinding[] {
  const findings = checkBounds(condition, path);
  if (condition.from === undefined && condition.below === undefined) {
    findings.unshift({ code: 'count-without-bound', path: [...path, 'count'] });
  }
  return findings;
}

function checkWhere(where: Condition, path: ReliefPath, codes: KnownCodes): ReliefFinding[] {
  const place = [...path, 'where'];
  if (asksRelated(where)) return [{ code: 'relation-too-far', path: place }];
  return checkCondition(where, place, codes);
}

function asksRelated(condition: Condition): boolean {
  return 'over' in condition || 'where' in condition || partsOf(condition).some(asksRelated);
}

function checkSum(condition: SumCondition, path: ReliefPath, codes: KnownCodes): ReliefFinding[] {
  const { sum, from, to, below, where, perUnit } = condition;
  const findings: ReliefFinding[] = [];
  const kind = getKnownKind(sum, [...path, 'sum'], codes);
  if ('finding' in kind) findings.push(kind.finding);
  else if (kind.type !== 'integer' && kind.type !== 'money') {
    const expected = codes.factKinds
      .filter(({ type }) => type === 'integer' || type === 'money')
      .map(({ code }) => code);
    findings.push({ code: 'fact-not-a-number', path: [...path, 'sum'], found: sum, expected });
  }
  if (from === undefined && to === undefined && below === undefined) {
    findings.push({ code: 'count-without-bound', path: [...path, 'sum'] });
  }
  findings.push(...checkBounds(condition, path));
  perUnit?.steps?.forEach((step, position, steps) => {
    const before = steps[position - 1];
    if (!before || before.below < step.below) return;
    const place = [...path, 'perUnit', 'steps', position, 'below'];
    findings.push({ code: 'condition-never-holds', path: place, found: String(step.below) });
  });
  return where ? [...findings, ...checkWhere(where, path, codes)] : findings;
}

function checkHeld(condition: HeldCondition, path: ReliefPath, codes: KnownCodes): ReliefFinding[] {
  const { held, atLeast, inLast } = condition;
  const findings = 'fact' in held ? checkFact(held, [...path, 'held'], codes) : [];
  if (leastDays(inLast) < mostDays(atLeast) && !isSameUnit(atLeast, inLast)) {
    findings.push({ code: 'window-too-short', path: [...path, 'inLast'] });
  }
  return findings;
}

/** Whether both are counted in months, or both in days, and the first is no longer. */
function isSameUnit(one: Span, other: Span): boolean {
  if ('days' in one || 'days' in other) {
    return 'days' in one && 'days' in other && one.days <= other.days;
  }
  return monthsOf(one) <= monthsOf(other);
}

function monthsOf(span: Exclude<Span, { days: number }>): number {
  return 'years' in span ? span.years * 12 : span.months;
}

/** A month has 28 to 31 days; whole years have 365 or 366, so this is on the safe side. */
function leastDays(span: Span): number {
  return 'days' in span ? span.days : monthsOf(span) * 28;
}

function mostDays(span: Span): number {
  return 'days' in span ? span.days : monthsOf(span) * 31;
}
