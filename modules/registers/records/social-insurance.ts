import { z } from 'zod';
import type { Day } from '../../../platform/clock/day.ts';
import { definePersonRegister, type StatedFact } from '../register.ts';
import {
  DayText,
  EMPTY_PERIOD,
  inOrder,
  PersonalCodeText,
  period,
  RegistrationNumber,
} from './fields.ts';

/** State social insurance (VSAA): pensions, employment, and who is paid for the care of whom. */
export const SocialInsuranceRecord = z.strictObject({
  personalCode: PersonalCodeText,
  /** From this day the register knows of every employment, and so of every time without one. */
  insuredFrom: DayText,
  pensions: z.array(
    z
      .strictObject({ kind: z.enum(['old-age', 'service', 'disability', 'survivor']), ...period })
      .refine(inOrder, EMPTY_PERIOD),
  ),
  employments: z.array(
    z.strictObject({ employer: RegistrationNumber, ...period }).refine(inOrder, EMPTY_PERIOD),
  ),
  careBenefits: z.array(
    z.strictObject({ caredFor: PersonalCodeText, ...period }).refine(inOrder, EMPTY_PERIOD),
  ),
});
export type SocialInsuranceRecord = z.output<typeof SocialInsuranceRecord>;

export const socialInsurance = definePersonRegister({
  code: 'social-insurance',
  schema: SocialInsuranceRecord,
  state: (record) => ({
    facts: [
      ...record.pensions.map(({ kind, from, to }) => ({ kind: 'pension', value: kind, from, to })),
      ...employmentFacts(record),
    ],
    relations: record.careBenefits.map(({ caredFor, from, to }) => ({
      kind: 'carer' as const,
      personalCode: caredFor,
      from,
      to,
    })),
  }),
  relations: { kinds: ['carer'], side: 'person' },
});

/** Employed while any employment lasts, not employed between and after them: one unbroken line. */
function employmentFacts(record: SocialInsuranceRecord): StatedFact[] {
  const facts: StatedFact[] = [];
  let known: Day | null = record.insuredFrom;
  const spells = [...record.employments].sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const { from, to } of spells) {
    if (known === null || (to !== null && to <= known)) continue;
    if (known < from) facts.push({ kind: 'employed', value: 0, from: known, to: from });
    facts.push({ kind: 'employed', value: 1, from: known < from ? from : known, to });
    known = to;
  }
  if (known !== null) facts.push({ kind: 'employed', value: 0, from: known, to: null });
  return facts;
}
