import { z } from 'zod';
import { DayText } from '../../../platform/clock/day-text.ts';
import { GRANTING_ROLES } from '../../../platform/context.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { DescribedExplanation } from './describe-explanation.ts';
import { explainToOfficial } from './explain-to-official.ts';
import { explainToRecipient } from './explain-to-recipient.ts';

const PURPOSE_MIN = 5;
const PURPOSE_MAX = 500;

const EXAMPLE: DescribedExplanation = {
  relief: {
    code: 'VEJAINE-FERRY',
    name: { lv: 'Prāmja atvieglojums iedzīvotājiem', en: 'Ferry relief for residents' },
  },
  day: '2026-03-11',
  verdict: 'no',
  summary: {
    lv: 'Šajā dienā atvieglojums nepienākas, jo neizpildās tā nosacījumi.',
    en: 'The relief is not due on this day: its conditions do not hold.',
  },
  version: 1,
  grantor: { lv: 'Vējaines novada pašvaldība', en: 'Vējaine Municipality' },
  why: {
    text: {
      lv: 'nē: deklarētā dzīvesvieta: Vējaines novads – Rīga kopš 01.01.2015., Fizisko personu reģistrs',
      en: 'no: declared residence: Vējaine Municipality – Riga since 2015-01-01, Register of Natural Persons',
    },
    verdict: 'no',
    parts: [],
  },
  benefits: [],
};
const Answer = DescribedExplanation.meta({ example: EXAMPLE });

const Path = z.strictObject({ code: z.string().max(64) });
const Query = z.strictObject({
  day: DayText.optional().meta({ description: 'Any day, past ones too; today when not stated.' }),
});
const LookUp = z
  .strictObject({
    personalCode: z.string().min(1).max(20),
    relief: z.string().min(1).max(64),
    day: DayText.optional(),
    purpose: z.string().trim().min(PURPOSE_MIN).max(PURPOSE_MAX).meta({
      description: 'Why you need to know. It is kept in the audit, and the person reads it.',
    }),
  })
  .meta({
    example: {
      personalCode: '010190-00000',
      relief: 'VEJAINE-FERRY',
      purpose: 'The person asks at the desk.',
    },
  });

/** Why somebody has a relief, or does not: for the person, and for an official with a purpose. */
export function explainingRoutes(app: HttpApp): void {
  app.get(
    '/recipient/v1/reliefs/:code/explanation',
    {
      config: { permission: 'recipient', act: 'see-reliefs' },
      schema: {
        tags: ['Recipient'],
        summary: 'Why you have a relief on a day, or do not: any relief.',
        params: Path,
        querystring: Query,
        response: { 200: Answer },
      },
    },
    async ({ context, params, query }) =>
      await explainToRecipient(context, { ...params, ...query }),
  );
  app.post(
    '/official/v1/explanations',
    {
      config: { permission: 'official', roles: GRANTING_ROLES },
      schema: {
        tags: ['Publishing'],
        summary: 'Why a person has a relief on a day, or does not; your purpose is kept.',
        body: LookUp,
        response: { 200: Answer },
      },
    },
    async ({ context, body }) => await explainToOfficial(context, body),
  );
}
