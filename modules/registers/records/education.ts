import { z } from 'zod';
import { definePersonRegister, type StatedFact } from '../register.ts';
import { EMPTY_PERIOD, inOrder, PersonalCodeText, period, RegistrationNumber } from './fields.ts';

/** State education information system (VIIS): one enrolment for each school year. */
export const EducationRecord = z.strictObject({
  personalCode: PersonalCodeText,
  enrolments: z.array(
    z
      .strictObject({
        schoolYear: z.string().regex(/^\d{4}\/\d{4}$/),
        institution: z.strictObject({
          registrationNumber: RegistrationNumber,
          territory: z.string(),
        }),
        stage: z.string(),
        kind: z.string(),
        /** Only general schools have grades. */
        grade: z.int().min(1).max(12).nullable(),
        studyForm: z.string().nullable(),
        ...period,
      })
      .refine(inOrder, EMPTY_PERIOD),
  ),
});
export type EducationRecord = z.output<typeof EducationRecord>;

export const education = definePersonRegister({
  code: 'education',
  schema: EducationRecord,
  state: (record) => ({ facts: record.enrolments.flatMap(factsOfEnrolment) }),
});

function factsOfEnrolment(enrolment: EducationRecord['enrolments'][number]): StatedFact[] {
  const { from, to, stage, kind, grade, studyForm, institution } = enrolment;
  const facts: StatedFact[] = [
    { kind: 'education-stage', value: stage, from, to },
    { kind: 'education-kind', value: kind, from, to },
    { kind: 'institution-territory', value: institution.territory, from, to },
  ];
  if (grade !== null) facts.push({ kind: 'grade', value: grade, from, to });
  if (studyForm !== null) facts.push({ kind: 'study-form', value: studyForm, from, to });
  return facts;
}
