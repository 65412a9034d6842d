import type { Period } from '../../persons/person-facts.ts';
import type {
  AgeCondition,
  Condition,
  FactCondition,
  HeldCondition,
  Relation,
  SumCondition,
} from '../condition.ts';

/** What a condition asks about: only these can change its verdict. */
export interface Mentions {
  /** Kinds of facts, with the comparisons that hang on the day too. */
  facts: Map<string, FactCondition[]>;
  ages: { age: AgeCondition['age']; bound: number }[];
  groups: Set<string>;
  held: HeldCondition[];
  /** In which versions of definitions are in force. */
  periods: Period[];
  related: Map<Relation, Mentions>;
}

const known = new WeakMap<Condition, Mentions>();

/** What a condition asks about; it is looked through once. */
export function mentionsOf(condition: Condition): Mentions {
  let mentions = known.get(condition);
  if (!mentions) {
    mentions = noMentions();
    mention(condition, mentions);
    known.set(condition, mentions);
  }
  return mentions;
}

/** The conditions that a condition joins, a definition's versions among them; none for a leaf. */
export function partsOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  if ('not' in condition) return [condition.not];
  if ('of' in condition) return condition.of;
  if ('definition' in condition) return condition.versions?.map((one) => one.condition) ?? [];
  return [];
}

function noMentions(): Mentions {
  return {
    facts: new Map(),
    ages: [],
    groups: new Set(),
    held: [],
    periods: [],
    related: new Map(),
  };
}

function mention(condition: Condition, into: Mentions): void {
  if ('fact' in condition) {
    const timed = timedOf(condition.fact, into);
    if (condition.elapsed || condition.notOlderThan) timed.push(condition);
  } else if ('age' in condition) {
    const { age } = condition;
    for (const bound of [age.from, age.below]) {
      if (bound !== undefined) into.ages.push({ age, bound });
    }
  } else if ('group' in condition) into.groups.add(condition.group);
  else if ('held' in condition) into.held.push(condition);
  else if ('related' in condition || 'count' in condition) {
    const relation = 'related' in condition ? condition.related : condition.count;
    mention(condition.where, membersOf(relation, into));
    if ('count' in condition && condition.self) mention(condition.where, into);
  } else if ('sum' in condition) mentionSum(condition, into);
  else {
    if ('definition' in condition) into.periods.push(...(condition.versions ?? []));
    for (const part of partsOf(condition)) mention(part, into);
  }
}

function mentionSum(condition: SumCondition, into: Mentions): void {
  // What the own household states is the person's own, whoever is counted.
  timedOf(condition.sum, into);
  const counted = [membersOf(condition.over, into), ...(condition.self ? [into] : [])];
  for (const members of counted) {
    timedOf(condition.sum, members);
    if (condition.where) mention(condition.where, members);
    for (const { below } of condition.perUnit?.steps ?? []) {
      members.ages.push({ age: {}, bound: below });
    }
  }
}

function timedOf(fact: string, { facts }: Mentions): FactCondition[] {
  const timed = facts.get(fact) ?? [];
  facts.set(fact, timed);
  return timed;
}

function membersOf(relation: Relation, { related }: Mentions): Mentions {
  const members = related.get(relation) ?? noMentions();
  related.set(relation, members);
  return members;
}
