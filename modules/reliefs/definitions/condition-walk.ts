import type { TextPath } from '../../../platform/text/text-problem.ts';
import type { Condition } from '../condition.ts';
import type { Instruction } from '../instruction.ts';

/** A condition with its place, and whether it is asked about a related person. */
export interface ConditionPlace {
  condition: Condition;
  path: TextPath;
  ofRelated: boolean;
}

/** A condition and all conditions in it, from the outside in; versions of definitions are left out. */
export function* conditionsIn(
  condition: Condition,
  path: TextPath,
  ofRelated = false,
): Generator<ConditionPlace> {
  yield { condition, path, ofRelated };
  for (const joint of ['all', 'any', 'of'] as const) {
    if (!(joint in condition)) continue;
    const parts = (condition as Record<typeof joint, Condition[]>)[joint];
    for (const [position, part] of parts.entries()) {
      yield* conditionsIn(part, [...path, joint, position], ofRelated);
    }
  }
  if ('not' in condition) yield* conditionsIn(condition.not, [...path, 'not'], ofRelated);
  if ('where' in condition && condition.where) {
    yield* conditionsIn(condition.where, [...path, 'where'], true);
  }
}

/** Every condition that an instruction has, with all conditions in it. */
export function* conditionsOf(
  instruction: Pick<Instruction, 'who' | 'benefits'>,
  path: TextPath,
): Generator<ConditionPlace> {
  yield* conditionsIn(instruction.who, [...path, 'who']);
  for (const [position, { who }] of instruction.benefits.entries()) {
    if (who) yield* conditionsIn(who, [...path, 'benefits', position, 'who']);
  }
}

/** The instruction with every definition that it names changed. */
export function withDefinitions<I extends Pick<Instruction, 'who' | 'benefits'>>(
  instruction: I,
  change: DefinitionChange,
): I {
  return {
    ...instruction,
    who: changeDefinitions(instruction.who, change),
    benefits: instruction.benefits.map((benefit) =>
      benefit.who ? { ...benefit, who: changeDefinitions(benefit.who, change) } : benefit,
    ),
  };
}

type DefinitionChange = (node: DefinitionNode) => Condition;
type DefinitionNode = Extract<Condition, { definition: string }>;

/** The condition with every definition that it names changed; what names none is the same object. */
export function changeDefinitions(condition: Condition, change: DefinitionChange): Condition {
  if ('definition' in condition) return change(condition);
  for (const joint of ['all', 'any', 'of'] as const) {
    if (!(joint in condition)) continue;
    const parts = (condition as Record<typeof joint, Condition[]>)[joint];
    const changed = parts.map((part) => changeDefinitions(part, change));
    const isSame = changed.every((part, position) => part === parts[position]);
    return isSame ? condition : ({ ...condition, [joint]: changed } as Condition);
  }
  for (const joint of ['not', 'where'] as const) {
    const part = (condition as Partial<Record<typeof joint, Condition>>)[joint];
    if (!part) continue;
    const changed = changeDefinitions(part, change);
    return changed === part ? condition : ({ ...condition, [joint]: changed } as Condition);
  }
  return condition;
}
