import { addDays, addMonths, addUnits, addYears, type Day } from '../../../platform/clock/day.ts';
import type { FactKind } from '../../classifiers/fact-kind.ts';
import type { Fact } from '../../persons/person-facts.ts';
import type { FactCondition, Span, Verdict } from '../condition.ts';
import { currentFacts, type Subject } from './subject.ts';
import { allVerdict, anyVerdict } from './verdicts.ts';

/** Kleene over the current values: one that satisfies is enough; without any, what absence means. */
export function factVerdict(condition: FactCondition, subject: Subject): Verdict {
  const kind = subject.concepts.factKind(condition.fact);
  // A kind that the vocabulary has lost: nothing is known any more.
  if (!kind) return 'unknown';
  const facts = currentFacts(condition.fact, subject);
  if (facts.length === 0) return kind.absent;
  return allVerdict(
    singleComparisons(condition).map((single) =>
      anyVerdict(facts.map((fact) => valueVerdict(single, { kind, fact, subject }))),
    ),
  );
}

/** The facts that a verdict rests on: those that satisfy, or all current ones. */
export function seenFacts(condition: FactCondition, subject: Subject): Fact[] {
  const kind = subject.concepts.factKind(condition.fact);
  const facts = currentFacts(condition.fact, subject);
  if (!kind) return facts;
  const singles = singleComparisons(condition);
  const met = facts.filter((fact) =>
    singles.some((single) => valueVerdict(single, { kind, fact, subject }) === 'yes'),
  );
  return met.length > 0 ? met : facts;
}

/** A set that has several codes: each of them is asked for by itself. */
export function singleComparisons(condition: FactCondition): FactCondition[] {
  // Asked for every person and relief: what has no set is not copied.
  if (!condition.hasAll) return [condition];
  const { hasAll, ...rest } = condition;
  const { fact, notOlderThan } = condition;
  const single = hasAll.map((is): FactCondition => ({ fact, is, notOlderThan }));
  const isFurther = Object.keys(rest).some((key) => key !== 'fact' && key !== 'notOlderThan');
  return isFurther ? [rest, ...single] : single;
}

function valueVerdict(
  condition: FactCondition,
  { kind, fact, subject }: { kind: FactKind; fact: Fact; subject: Subject },
): Verdict {
  const { notOlderThan } = condition;
  if (notOlderThan && isStale(fact, notOlderThan, subject.day)) return 'unknown';
  if (satisfies(condition, { kind, value: fact.value, subject })) return 'yes';
  return condition.within && subject.grantorTerritory === undefined ? 'unknown' : 'no';
}

/** Whether a fact began longer ago than the span, so that it is no longer relied on. */
export function isStale({ since, period }: Fact, span: Span, day: Day): boolean {
  return addSpan(since ?? period.from, span) < day;
}

/** The day on which a span since a day is complete; a span back from it when `sign` is -1. */
export function addSpan(day: Day, span: Span, sign: 1 | -1 = 1): Day {
  if ('days' in span) return addDays(day, sign * span.days);
  return 'months' in span ? addMonths(day, sign * span.months) : addYears(day, sign * span.years);
}

/** Whether one value meets every comparison that the condition states. */
export function satisfies(
  condition: FactCondition,
  { kind, value, subject }: { kind: FactKind; value: Fact['value']; subject: Subject },
): boolean {
  switch (kind.type) {
    case 'boolean':
      return condition.is === undefined || value === Number(condition.is);
    case 'integer':
      return isBetween(Number(value), condition, (bound) => Number(bound));
    case 'money':
      // Conditions state money in euros, as people write it; facts keep cents.
      return isBetween(Number(value), condition, (bound) => Math.round(Number(bound) * 100));
    case 'date':
      return isBetween(String(value), condition, String) && hasElapsed(condition, value, subject);
    default:
      return isAmongCodes(condition, { scheme: kind.scheme, value: String(value), subject });
  }
}

function isBetween<Value extends string | number>(
  value: Value,
  { from, to, below }: FactCondition,
  read: (bound: string | number) => Value,
): boolean {
  if (from !== undefined && value < read(from)) return false;
  if (to !== undefined && value > read(to)) return false;
  return below === undefined || value < read(below);
}

function hasElapsed({ elapsed }: FactCondition, value: Fact['value'], { day }: Subject): boolean {
  if (!elapsed) return true;
  const { in: unit, from, below } = elapsed;
  if (from !== undefined && day < addUnits(String(value), from, unit)) return false;
  return below === undefined || day < addUnits(String(value), below, unit);
}

function isAmongCodes(
  condition: FactCondition,
  { scheme, value, subject }: { scheme: string | undefined; value: string; subject: Subject },
): boolean {
  const includes = (code: string) =>
    scheme ? subject.concepts.includes(scheme, code, value) : code === value;
  if (condition.is !== undefined && !includes(String(condition.is))) return false;
  if (condition.in && !condition.in.some(includes)) return false;
  if (!condition.within) return true;
  return subject.grantorTerritory !== undefined && includes(subject.grantorTerritory);
}
