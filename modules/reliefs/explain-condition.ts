import { addYears, type Day } from '../../platform/clock/day.ts';
import type { Period } from '../persons/person-facts.ts';
import type { AgeCondition, Condition, FactCondition, Relation, Verdict } from './condition.ts';
import {
  addTo,
  ageOf,
  ageVerdict,
  boundsVerdict,
  evaluateCondition,
  getFactKind,
  isWithin,
  negate,
  relatedOn,
  type Subject,
  satisfies,
  unsatisfiedVerdict,
} from './evaluate-condition.ts';

/** A fact that a verdict rests on: what a register states, since when, until when. */
export interface SeenFact {
  value: string | number;
  register: string;
  period: Period;
}

/**
 * Why a condition has its verdict: the tree of the condition, each node with its own verdict. It is
 * kept with an entitlement as JSON and names no other person: only how they stand to the person.
 */
export type Explanation =
  | { kind: 'all' | 'any' | 'not'; verdict: Verdict; parts: Explanation[] }
  | { kind: 'atLeast'; verdict: Verdict; atLeast: number; parts: Explanation[] }
  | { kind: 'fact'; verdict: Verdict; condition: FactCondition; facts: SeenFact[] }
  | { kind: 'age'; verdict: Verdict; condition: AgeCondition; age: number; since: Day | null }
  | { kind: 'group'; verdict: Verdict; group: string; period: Period | null }
  | {
      kind: 'related';
      verdict: Verdict;
      relation: Relation;
      /** How many must meet the condition. */
      from?: number;
      below?: number;
      where: Condition;
      members: Explanation[];
    };

/** Explains the verdict of `evaluateCondition`; `explanation.verdict` always equals it. Pure. */
export function explainCondition(condition: Condition, subject: Subject): Explanation {
  if ('fact' in condition) return explainFact(condition, subject);
  if ('age' in condition) return explainAge(condition, subject);
  if ('group' in condition) {
    const member = subject.person.groups.find(
      (group) => group.code === condition.group && isWithin(group.period, subject.day),
    );
    const verdict = member ? 'yes' : 'no';
    return { kind: 'group', verdict, group: condition.group, period: member?.period ?? null };
  }
  if ('related' in condition || 'count' in condition) return explainRelated(condition, subject);
  const verdict = evaluateCondition(condition, subject);
  if ('not' in condition) {
    const part = explainCondition(condition.not, subject);
    return { kind: 'not', verdict: negate(part.verdict), parts: [part] };
  }
  const explain = (part: Condition) => explainCondition(part, subject);
  if ('all' in condition) return { kind: 'all', verdict, parts: condition.all.map(explain) };
  if ('any' in condition) return { kind: 'any', verdict, parts: condition.any.map(explain) };
  return {
    kind: 'atLeast',
    verdict,
    atLeast: condition.atLeast,
    parts: condition.of.map(explain),
  };
}

function explainFact(condition: FactCondition, subject: Subject): Explanation {
  const kind = getFactKind(condition.fact);
  const known = subject.person.facts.filter(
    (fact) => fact.kind === condition.fact && isWithin(fact.period, subject.day),
  );
  const met = known.filter((fact) => satisfies(condition, { kind, fact, subject }));
  const facts = (met.length > 0 ? met : known).map(({ value, register, period }) => ({
    value,
    register,
    period,
  }));
  const verdict =
    met.length > 0
      ? 'yes'
      : known.length > 0
        ? unsatisfiedVerdict(condition, subject)
        : kind.absent;
  return { kind: 'fact', verdict, condition, facts };
}

function explainAge(condition: AgeCondition, subject: Subject): Explanation {
  const age = ageOf(subject);
  const verdict = ageVerdict(condition, age);
  const { birthDate } = subject.person;
  const { from, below } = condition.age;
  const reached = verdict === 'yes' ? from : below;
  const since = reached !== undefined && age >= reached ? addYears(birthDate, reached) : null;
  return { kind: 'age', verdict, condition, age, since };
}

function explainRelated(
  condition: Extract<Condition, { related: Relation } | { count: Relation }>,
  subject: Subject,
): Explanation {
  const relation = 'related' in condition ? condition.related : condition.count;
  const { from, below } = 'related' in condition ? { from: 1, below: undefined } : condition;
  const bounds = { yes: 0, unknown: 0 };
  const members = relatedOn(relation, subject).map((person) =>
    explainCondition(condition.where, { ...subject, person }),
  );
  for (const member of members) addTo(bounds, member.verdict);
  return {
    kind: 'related',
    verdict: boundsVerdict(bounds, { from, below }),
    relation,
    ...(from === undefined ? {} : { from }),
    ...(below === undefined ? {} : { below }),
    where: condition.where,
    members,
  };
}

/**
 * Only what carries the verdict: of alternatives the ones that hold, of a count the persons who
 * are counted. What is kept with an entitlement tells no more about anybody than it must.
 */
export function decisivePart(explanation: Explanation): Explanation {
  const { verdict } = explanation;
  if (explanation.kind === 'related') {
    const counted =
      verdict === 'yes' && explanation.below === undefined
        ? explanation.members.filter((member) => member.verdict === 'yes')
        : explanation.members;
    return { ...explanation, members: counted.map(decisivePart) };
  }
  if (!('parts' in explanation)) return explanation;
  const same = explanation.parts.filter((part) => part.verdict === verdict);
  const enough =
    (explanation.kind === 'all' && verdict !== 'yes') ||
    (explanation.kind === 'any' && verdict !== 'no') ||
    (explanation.kind === 'atLeast' && verdict === 'yes');
  const kept = enough ? same : explanation.parts;
  return { ...explanation, parts: kept.map(decisivePart) };
}
