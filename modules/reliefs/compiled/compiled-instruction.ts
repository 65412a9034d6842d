import type { Condition } from '../condition.ts';
import type { Concepts, Subject } from '../conditions/subject.ts';
import type { Instruction } from '../instruction.ts';
import { type CompiledConditions, compileConditions } from './compile-conditions.ts';
import { UNKNOWN, YES } from './verdict-codes.ts';

/** An instruction whose conditions are compiled: that on the person, and those of its benefits. */
export interface CompiledInstruction {
  /** All its conditions in one. */
  everything: Condition;
  /**
   * Whether a person is given something on a day, and the positions of the benefits: none when the
   * verdict is no, or unknown and the instruction does not give provisionally.
   */
  given(subject: Subject): { benefits: number[]; provisional: boolean };
}

const compiledBefore = new WeakMap<Concepts, WeakMap<Instruction, CompiledInstruction>>();

/** An instruction is compiled once for a vocabulary; a published one never changes. */
export function compiledInstruction(
  instruction: Instruction,
  concepts: Concepts,
): CompiledInstruction {
  const before = compiledBefore.get(concepts) ?? new WeakMap();
  compiledBefore.set(concepts, before);
  const compiled = before.get(instruction) ?? compileInstruction(instruction, concepts);
  before.set(instruction, compiled);
  return compiled;
}

function compileInstruction(instruction: Instruction, concepts: Concepts): CompiledInstruction {
  const further = instruction.benefits.flatMap(({ who }) => who ?? []);
  const asked = [instruction.who, ...further];
  const verdicts = new Uint8Array(asked.length);
  const territories: (string | undefined)[] = asked.map(() => undefined);
  let rules: CompiledConditions | undefined;
  return {
    everything: { all: asked },
    given: ({ person, day, grantorTerritory }) => {
      rules ??= compileConditions(asked, concepts);
      rules.verdicts({ person, day, territories: territories.fill(grantorTerritory) }, verdicts);
      const isUnknown = verdicts[0] === UNKNOWN;
      const provisional = isUnknown && instruction.unknown === 'provisional';
      if (verdicts[0] !== YES && !provisional) return { benefits: [], provisional };
      let next = 1;
      const benefits = instruction.benefits.flatMap(({ who }, position) => {
        if (!who) return [position];
        next += 1;
        return verdicts[next - 1] === YES ? [position] : [];
      });
      return { benefits, provisional };
    },
  };
}
