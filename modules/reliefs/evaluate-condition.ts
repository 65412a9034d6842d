import { ageOn, type Day } from '../../platform/clock/day.ts';
import { FACT_KINDS, type FactKind } from '../persons/fact-kinds.ts';
import type { Fact, Period, PersonFacts } from '../persons/person-facts.ts';
import type {
  AgeCondition,
  Condition,
  CountCondition,
  FactCondition,
  Relation,
  Verdict,
} from './condition.ts';

/** How codes stand to each other. A code includes itself, its narrower ones and its members. */
export interface Concepts {
  includes(scheme: string, code: string, candidate: string): boolean;
}

/** About whom, and on which day, a condition is asked. */
export interface Subject {
  person: PersonFacts;
  day: Day;
  concepts: Concepts;
  /** Where the grantor gives its reliefs; without it `within: grantor` is unknown. */
  grantorTerritory?: string | undefined;
}

const KINDS: ReadonlyMap<string, FactKind> = new Map(FACT_KINDS.map((kind) => [kind.code, kind]));

/** The kind of a fact that a condition names. The parser of reliefs refuses unknown ones. */
export function getFactKind(code: string): FactKind {
  const kind = KINDS.get(code);
  if (!kind) throw new Error(`No register states a fact of the kind "${code}".`);
  return kind;
}

/** The verdict of a condition about a person on a day, three-valued (Kleene). Pure. */
export function evaluateCondition(condition: Condition, subject: Subject): Verdict {
  if ('fact' in condition) return factVerdict(condition, subject);
  if ('age' in condition) return ageVerdict(condition, ageOf(subject));
  if ('group' in condition) return isMember(condition.group, subject) ? 'yes' : 'no';
  if ('all' in condition) return allVerdict(condition.all, subject);
  if ('any' in condition) return anyVerdict(condition.any, subject);
  if ('not' in condition) return negate(evaluateCondition(condition.not, subject));
  if ('atLeast' in condition) {
    const bounds = { yes: 0, unknown: 0 };
    for (const part of condition.of) addTo(bounds, evaluateCondition(part, subject));
    return boundsVerdict(bounds, { from: condition.atLeast });
  }
  const bounds = { yes: 0, unknown: 0 };
  const relation = 'related' in condition ? condition.related : condition.count;
  for (const person of relatedOn(relation, subject)) {
    addTo(bounds, evaluateCondition(condition.where, { ...subject, person }));
  }
  return boundsVerdict(bounds, 'related' in condition ? { from: 1 } : condition);
}

function allVerdict(parts: readonly Condition[], subject: Subject): Verdict {
  let verdict: Verdict = 'yes';
  for (const part of parts) {
    const one = evaluateCondition(part, subject);
    if (one === 'no') return 'no';
    if (one === 'unknown') verdict = 'unknown';
  }
  return verdict;
}

function anyVerdict(parts: readonly Condition[], subject: Subject): Verdict {
  let verdict: Verdict = 'no';
  for (const part of parts) {
    const one = evaluateCondition(part, subject);
    if (one === 'yes') return 'yes';
    if (one === 'unknown') verdict = 'unknown';
  }
  return verdict;
}

export function negate(verdict: Verdict): Verdict {
  return verdict === 'unknown' ? 'unknown' : verdict === 'yes' ? 'no' : 'yes';
}

export interface Bounds {
  yes: number;
  unknown: number;
}

export function addTo(bounds: Bounds, verdict: Verdict): void {
  if (verdict === 'yes') bounds.yes += 1;
  if (verdict === 'unknown') bounds.unknown += 1;
}

/** Whether a number that lies in `[yes, yes + unknown]` is in `[from, below)`. */
export function boundsVerdict(
  bounds: Bounds,
  limits: Pick<CountCondition, 'from' | 'below'>,
): Verdict {
  const { from = 0, below = Number.POSITIVE_INFINITY } = limits;
  const most = bounds.yes + bounds.unknown;
  if (most < from || bounds.yes >= below) return 'no';
  return bounds.yes >= from && most < below ? 'yes' : 'unknown';
}

export function ageOf(subject: Subject): number {
  return ageOn(subject.person.birthDate, subject.day);
}

export function ageVerdict({ age }: AgeCondition, years: number): Verdict {
  if (age.from !== undefined && years < age.from) return 'no';
  return age.below !== undefined && years >= age.below ? 'no' : 'yes';
}

function isMember(group: string, { person, day }: Subject): boolean {
  return person.groups.some((member) => member.code === group && isWithin(member.period, day));
}

/** The related persons on the day, each once, who live on that day. */
export function relatedOn(relation: Relation, { person, day }: Subject): PersonFacts[] {
  const found: PersonFacts[] = [];
  for (const related of person.related) {
    if (related.relation !== relation || !isWithin(related.period, day)) continue;
    if (!livesOn(related.person, day)) continue;
    if (found.every((other) => other.personId !== related.person.personId)) {
      found.push(related.person);
    }
  }
  return found;
}

/** A person lives from the day of birth to the day of death, both included. */
export function livesOn(person: PersonFacts, day: Day): boolean {
  return person.birthDate <= day && (person.deathDate === null || day <= person.deathDate);
}

export function isWithin(period: Period, day: Day): boolean {
  return period.from <= day && (period.to === null || day < period.to);
}

function factVerdict(condition: FactCondition, subject: Subject): Verdict {
  const kind = getFactKind(condition.fact);
  let known = false;
  for (const fact of subject.person.facts) {
    if (fact.kind !== condition.fact || !isWithin(fact.period, subject.day)) continue;
    known = true;
    if (satisfies(condition, { kind, fact, subject })) return 'yes';
  }
  return known ? unsatisfiedVerdict(condition, subject) : kind.absent;
}

/** What it means that none of the current values satisfies the comparison. */
export function unsatisfiedVerdict(condition: FactCondition, subject: Subject): Verdict {
  return condition.within && subject.grantorTerritory === undefined ? 'unknown' : 'no';
}

/** Whether one fact meets every comparison that the condition states. */
export function satisfies(
  condition: FactCondition,
  { kind, fact, subject }: { kind: FactKind; fact: Fact; subject: Subject },
): boolean {
  const { value } = fact;
  if (typeof value === 'number') {
    if (typeof condition.is === 'boolean') return value === Number(condition.is);
    // Conditions state money in euros, as people write it; facts keep cents.
    const unit = kind.type === 'money' ? 100 : 1;
    if (condition.from !== undefined && value < condition.from * unit) return false;
    if (condition.to !== undefined && value > condition.to * unit) return false;
    return condition.below === undefined || value < condition.below * unit;
  }
  const includes = (code: string) =>
    kind.scheme ? subject.concepts.includes(kind.scheme, code, value) : code === value;
  if (condition.is !== undefined && !includes(String(condition.is))) return false;
  if (condition.in && !condition.in.some(includes)) return false;
  if (!condition.within) return true;
  return subject.grantorTerritory !== undefined && includes(subject.grantorTerritory);
}
