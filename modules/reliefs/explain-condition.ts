import type { Day } from '../../platform/clock/day.ts';
import type { Fact, Period } from '../persons/person-facts.ts';
import type {
  AgeCondition,
  BornCondition,
  Condition,
  CountCondition,
  DefinitionCondition,
  FactCondition,
  HeldCondition,
  RelatedCondition,
  Relation,
  SumCondition,
  Verdict,
} from './condition.ts';
import { firstDayOfAge, reckonedAge } from './conditions/age-days.ts';
import { factVerdict, seenFacts } from './conditions/fact-verdict.ts';
import {
  factsOfWindow,
  groupVerdict,
  type HeldDays,
  heldDays,
  heldVerdict,
} from './conditions/held-days.ts';
import { isWithin, relatedOn, type Subject } from './conditions/subject.ts';
import {
  countedPersons,
  type SumBounds,
  sumBounds,
  summedFacts,
  sumVerdict,
} from './conditions/sum-bounds.ts';
import { allVerdict, anyVerdict, boundsOf, boundsVerdict, negate } from './conditions/verdicts.ts';

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
  /** `version` is null, and there is no part, when none is in force. */
  | {
      kind: 'definition';
      verdict: Verdict;
      definition: string;
      version: number | null;
      parts: Explanation[];
    }
  | { kind: 'fact'; verdict: Verdict; condition: FactCondition; facts: SeenFact[] }
  | { kind: 'age'; verdict: Verdict; condition: AgeCondition; age: number; since: Day | null }
  | { kind: 'born'; verdict: Verdict; condition: BornCondition; birthDate: Day }
  | { kind: 'group'; verdict: Verdict; group: string; period: Period | null }
  | {
      kind: 'related';
      verdict: Verdict;
      relation: Relation;
      /** The person counts too. */
      self?: true;
      /** How many must meet the condition. */
      from?: number;
      below?: number;
      where: Condition;
      members: Explanation[];
    }
  /** `facts` are what was summed; none where it is kept with an entitlement. */
  | {
      kind: 'sum';
      verdict: Verdict;
      condition: SumCondition;
      bounds: SumBounds;
      facts: SeenFact[];
    }
  /** `facts` are all of the window. */
  | {
      kind: 'held';
      verdict: Verdict;
      condition: HeldCondition;
      days: HeldDays;
      facts: SeenFact[];
    };

/**
 * What a condition means: its verdict about a person on a day, with why. Everything else that gives
 * verdicts (the compiled conditions, the database) is held to agree with this. Pure.
 */
export function explainCondition(condition: Condition, subject: Subject): Explanation {
  const explain = (parts: readonly Condition[]) =>
    parts.map((part) => explainCondition(part, subject));
  if ('fact' in condition) return explainFact(condition, subject);
  if ('all' in condition) {
    const parts = explain(condition.all);
    return { kind: 'all', verdict: allVerdict(verdictsOf(parts)), parts };
  }
  if ('any' in condition) {
    const parts = explain(condition.any);
    return { kind: 'any', verdict: anyVerdict(verdictsOf(parts)), parts };
  }
  if ('not' in condition) {
    const part = explainCondition(condition.not, subject);
    return { kind: 'not', verdict: negate(part.verdict), parts: [part] };
  }
  if ('of' in condition) {
    const parts = explain(condition.of);
    const { atLeast } = condition;
    const verdict = boundsVerdict(boundsOf(verdictsOf(parts)), { from: atLeast });
    return { kind: 'atLeast', verdict, atLeast, parts };
  }
  if ('age' in condition) return explainAge(condition, subject);
  if ('born' in condition) return explainBorn(condition, subject);
  if ('group' in condition) {
    const period = subject.person.groups.find(
      (group) => group.code === condition.group && isWithin(group.period, subject.day),
    )?.period;
    const verdict = groupVerdict(condition, subject);
    return { kind: 'group', verdict, group: condition.group, period: period ?? null };
  }
  if ('definition' in condition) return explainDefinition(condition, subject);
  if ('sum' in condition) return explainSum(condition, subject);
  if ('held' in condition) {
    const days = heldDays(condition, subject);
    const facts = factsOfWindow(condition, days, subject).map(seen);
    return { kind: 'held', verdict: heldVerdict(days), condition, days, facts };
  }
  return explainRelated(condition, subject);
}

function verdictsOf(parts: readonly Explanation[]): Verdict[] {
  return parts.map(({ verdict }) => verdict);
}

function explainFact(condition: FactCondition, subject: Subject): Explanation {
  const facts = seenFacts(condition, subject).map(seen);
  return { kind: 'fact', verdict: factVerdict(condition, subject), condition, facts };
}

function seen({ value, register, period }: Fact): SeenFact {
  return { value, register, period };
}

function explainAge(condition: AgeCondition, { person, day }: Subject): Explanation {
  const { birthDate } = person;
  const { from, below } = condition.age;
  const age = reckonedAge(condition.age, birthDate, day);
  const isIn = (from === undefined || age >= from) && (below === undefined || age < below);
  const verdict = isIn ? 'yes' : 'no';
  const reached = verdict === 'yes' ? from : below;
  const since =
    reached !== undefined && age >= reached
      ? firstDayOfAge(condition.age, birthDate, reached)
      : null;
  return { kind: 'age', verdict, condition, age, since };
}

function explainBorn(condition: BornCondition, { person }: Subject): Explanation {
  const { birthDate } = person;
  const { from, below } = condition.born;
  const isIn = (!from || birthDate >= from) && (!below || birthDate < below);
  return { kind: 'born', verdict: isIn ? 'yes' : 'no', condition, birthDate };
}

function explainDefinition(condition: DefinitionCondition, subject: Subject): Explanation {
  const { definition } = condition;
  const version = condition.versions?.find((one) => isWithin(one, subject.day));
  if (!version) {
    return { kind: 'definition', verdict: 'unknown', definition, version: null, parts: [] };
  }
  const part = explainCondition(version.condition, subject);
  const { verdict } = part;
  return { kind: 'definition', verdict, definition, version: version.version, parts: [part] };
}

function explainRelated(
  condition: RelatedCondition | CountCondition,
  subject: Subject,
): Explanation {
  const isCount = 'count' in condition;
  const relation = isCount ? condition.count : condition.related;
  const { from, below, self } = isCount
    ? condition
    : { from: 1, below: undefined, self: undefined };
  const members = relatedOn(relation, subject, self).map((person) =>
    explainCondition(condition.where, { ...subject, person }),
  );
  return {
    kind: 'related',
    verdict: boundsVerdict(boundsOf(verdictsOf(members)), { from, below }),
    relation,
    ...(self ? { self } : {}),
    ...(from === undefined ? {} : { from }),
    ...(below === undefined ? {} : { below }),
    where: condition.where,
    members,
  };
}

function explainSum(condition: SumCondition, subject: Subject): Explanation {
  const { where } = condition;
  const counted = countedPersons(condition, subject, (person) =>
    where ? explainCondition(where, { ...subject, person }).verdict : 'yes',
  );
  const bounds = sumBounds(condition, subject, counted);
  const facts = summedFacts(condition, subject, counted.possible).map(seen);
  return { kind: 'sum', verdict: sumVerdict(bounds, condition), condition, bounds, facts };
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
  if (explanation.kind === 'sum') return { ...explanation, facts: [] };
  if (!('parts' in explanation)) return explanation;
  const same = explanation.parts.filter((part) => part.verdict === verdict);
  const enough =
    (explanation.kind === 'all' && verdict !== 'yes') ||
    (explanation.kind === 'any' && verdict !== 'no') ||
    (explanation.kind === 'atLeast' && verdict === 'yes');
  const kept = enough ? same : explanation.parts;
  return { ...explanation, parts: kept.map(decisivePart) };
}
