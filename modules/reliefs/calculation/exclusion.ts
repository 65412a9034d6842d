import type { Instruction } from '../instruction.ts';

/** A group of reliefs of which only one applies. */
export interface ExclusionTerms {
  group: string;
  per: 'line' | 'transaction';
  by: 'best' | 'priority';
}

/** How an instruction excludes others, in whichever of its two forms it says so. */
export function exclusionOf(
  instruction: Pick<Instruction, 'exclusion' | 'exclusionGroup'>,
): ExclusionTerms | undefined {
  const group = groupOf(instruction);
  if (group === undefined) return undefined;
  const { per = 'line', by = 'best' } = instruction.exclusion ?? {};
  return { group, per, by };
}

/** The group that an instruction names, if any. */
export function groupOf({
  exclusion,
  exclusionGroup,
}: Pick<Instruction, 'exclusion' | 'exclusionGroup'>): string | undefined {
  return exclusion?.group ?? exclusionGroup;
}
