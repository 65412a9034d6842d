import type { Condition, DefinitionVersion } from '../condition.ts';
import type { Instruction } from '../instruction.ts';
import { changeDefinitions, withDefinitions } from './condition-walk.ts';
import type { Definition } from './definition.ts';

/** Puts into conditions what the definitions say that they name. */
export interface Definitions {
  resolve<I extends Pick<Instruction, 'who' | 'benefits'>>(instruction: I): I;
  resolveCondition(condition: Condition): Condition;
}

/**
 * Makes the resolver of some definitions. A definition is resolved once and shared by all that name
 * it, so that a catalogue grows by what is defined, not by how often it is used. Pure.
 *
 * One that is not among them gets no version, and so is unknown on every day; circles, which
 * `readDefinitions` refuses, are an error.
 */
export function makeDefinitions(definitions: readonly Definition[]): Definitions {
  const stated = new Map(definitions.map((one) => [one.code, one]));
  const resolved = new Map<string, readonly DefinitionVersion[]>();
  const underWay = new Set<string>();
  const versionsOf = (code: string): readonly DefinitionVersion[] => {
    const known = resolved.get(code);
    if (known) return known;
    if (underWay.has(code)) throw new RangeError(`The definition ${code} rests on itself.`);
    underWay.add(code);
    const versions = (stated.get(code)?.versions ?? []).map(({ from, to, condition }, index) => ({
      ...{ version: index + 1, from, to: to ?? null },
      condition: resolveCondition(condition),
    }));
    underWay.delete(code);
    resolved.set(code, versions);
    return versions;
  };
  const put = ({ definition }: { definition: string }) => {
    return { definition, versions: versionsOf(definition) };
  };
  const resolveCondition = (condition: Condition) => changeDefinitions(condition, put);
  return { resolveCondition, resolve: (instruction) => withDefinitions(instruction, put) };
}

/** The instruction as its file states it: definitions by their codes alone. */
export function withoutVersions<I extends Pick<Instruction, 'who' | 'benefits'>>(
  instruction: I,
): I {
  return withDefinitions(instruction, ({ definition }) => ({ definition }));
}
