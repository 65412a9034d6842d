import type { Condition } from '../condition.ts';
import { align } from './align.ts';

/** One difference between two conditions: a part that came, went or became another. */
export interface ConditionDifference {
  before?: Condition;
  after?: Condition;
  /** What the part is among its neighbours: one of which all are asked, or one of which some are. */
  as?: 'requirement' | 'alternative';
  /** The nearest alternative of the condition before in which the part stands, if it is in one. */
  within?: Condition;
}

/** How two conditions differ, part by part: the order of parts does not matter. Pure. */
export function compareConditions(
  before: Condition,
  after: Condition,
  within?: Condition,
): ConditionDifference[] {
  if (isSame(before, after)) return [];
  const place = within ? { within } : {};
  const [one, other] = [jointOf(before), jointOf(after)];
  if (one && other && one.name === other.name) {
    const as = asOf(one);
    const { pairs, removed, added } = align(one.parts, other.parts, likeness);
    return [
      ...pairs.flatMap((pair) => {
        const inner = as === 'alternative' ? pair.before : within;
        return compareConditions(pair.before, pair.after, inner);
      }),
      ...removed.map((part) => ({ before: part, as, ...place })),
      ...added.map((part) => ({ after: part, as, ...place })),
    ];
  }
  if (other && isJoined(other) && other.parts.some((part) => isSame(part, before))) {
    const added = other.parts.filter((part) => !isSame(part, before));
    return added.map((part) => ({ after: part, as: asOf(other), ...place }));
  }
  if (one && isJoined(one) && one.parts.some((part) => isSame(part, after))) {
    const removed = one.parts.filter((part) => !isSame(part, after));
    return removed.map((part) => ({ before: part, as: asOf(one), ...place }));
  }
  return [{ before, after, ...place }];
}

interface Joint {
  /** What must be the same for parts to be compared one by one. */
  name: string;
  parts: readonly Condition[];
}

function jointOf(condition: Condition): Joint | undefined {
  if ('all' in condition) return { name: 'all', parts: condition.all };
  if ('any' in condition) return { name: 'any', parts: condition.any };
  if ('of' in condition) return { name: `atLeast ${condition.atLeast}`, parts: condition.of };
  if ('where' in condition && condition.where) {
    const { where, ...head } = condition;
    return { name: JSON.stringify(head), parts: [where] };
  }
  return undefined;
}

function asOf({ name }: Joint): 'requirement' | 'alternative' {
  return name === 'any' || name.startsWith('atLeast') ? 'alternative' : 'requirement';
}

function isJoined({ name }: Joint): boolean {
  return name === 'all' || name === 'any';
}

function isSame(one: Condition, other: Condition): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** What both ask about, of all that they ask about. */
function likeness(one: Condition, other: Condition): number {
  if (Object.keys(one)[0] !== Object.keys(other)[0]) return 0;
  const [subjects, others] = [subjectsOf(one), subjectsOf(other)];
  const shared = [...subjects].filter((subject) => others.has(subject)).length;
  return shared / Math.max(subjects.size, others.size);
}

/** What a condition asks about, without the bounds and codes that it asks for. */
function subjectsOf(condition: Condition): Set<string> {
  const joint = jointOf(condition);
  if (joint) return new Set(joint.parts.flatMap((part) => [...subjectsOf(part)]));
  if ('not' in condition) return subjectsOf(condition.not);
  if ('fact' in condition) return new Set([`fact ${condition.fact}`]);
  if ('age' in condition || 'born' in condition) return new Set(['age']);
  if ('group' in condition) return new Set([`group ${condition.group}`]);
  return new Set([JSON.stringify(condition)]);
}
