import fc from 'fast-check';
import type { Condition } from '../condition.ts';
import type { Instruction } from '../instruction.ts';
import { anyCondition, someDay } from './condition-arbitraries.ts';

const dates = fc
  .uniqueArray(someDay, { minLength: 1, maxLength: 4 })
  .map((days) => [...days].sort());

/** Versions that follow each other; the last one is open or ends. */
export const anyVersions: fc.Arbitrary<{ version: number; instruction: Instruction }[]> = fc
  .tuple(
    dates,
    fc.array(fc.tuple(anyCondition, fc.option(anyCondition)), { minLength: 4, maxLength: 4 }),
    fc.boolean(),
    fc.constantFrom<Instruction['unknown']>('refuse', 'provisional', 'ask'),
  )
  .map(([days, conditions, open, unknown]) =>
    days.flatMap((from, index) => {
      const to = days[index + 1];
      const [who, further] = conditions[index] ?? [];
      if (!who || (to === undefined && !open)) return [];
      const parts = { from, to, who, further, unknown };
      return [{ version: index + 1, instruction: instruction(parts) }];
    }),
  );

function instruction(parts: {
  from: string;
  to: string | undefined;
  who: Condition;
  further: Condition | null | undefined;
  unknown: Instruction['unknown'];
}): Instruction {
  const benefit = { whose: 'recipient', on: ['transport'], give: { percent: 5000 } } as const;
  return {
    from: parts.from,
    to: parts.to,
    who: parts.who,
    unknown: parts.unknown,
    benefits: [
      { ...benefit, on: ['transport'] },
      { ...benefit, on: ['train'], ...(parts.further ? { who: parts.further } : {}) },
    ],
    choose: 'best',
    quotas: [],
    paid: 'at-once',
    priority: 100,
  };
}
