import { z } from 'zod';
import type { HttpApp, Routes } from '../../platform/http/http-app.ts';
import { Text } from '../../platform/i18n/text.ts';
import { listConfirmers } from '../identity/index.ts';
import { Reason } from '../reliefs/index.ts';
import { grantRoutes } from './grants/grant-routes.ts';
import { groupRoutes } from './groups/group-routes.ts';
import { makeAskedFactsLister } from './list-asked-facts.ts';
import { makeEntitlementLister } from './list-entitlements.ts';
import { listRoutes } from './lists/list-routes.ts';
import { reviewRoutes } from './reviews/review-routes.ts';
import { statementRoutes } from './statements/statement-routes.ts';

const DayText = z.string();

const Answer = z
  .object({
    entitlements: z.array(
      z.object({
        id: z.uuid(),
        relief: z.object({ code: z.string(), name: Text, kind: z.string(), act: z.string() }),
        grantor: Text,
        from: DayText,
        to: DayText.nullable().meta({ description: 'The first day without it.' }),
        provisional: z
          .boolean()
          .meta({ description: 'Given although a register has not stated everything yet.' }),
        benefits: z.array(Text).meta({ description: 'How much, and on what.' }),
        terms: z.array(Text).meta({ description: 'How often, and on what terms.' }),
        why: Reason,
      }),
    ),
  })
  .meta({
    example: {
      entitlements: [
        {
          id: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a59',
          relief: {
            code: 'VEJAINE-FERRY',
            name: { lv: 'Prāmja atvieglojums iedzīvotājiem', en: 'Ferry relief for residents' },
            kind: 'discount',
            act: 'Vējaines novada saistošie noteikumi',
          },
          grantor: { lv: 'Vējaines novada pašvaldība', en: 'Vējaine Municipality' },
          from: '2024-03-01',
          to: null,
          provisional: false,
          benefits: [{ lv: '50 % no pārbrauciena cenas', en: '50% of the price of a crossing' }],
          terms: [{ lv: 'Divi pārbraucieni dienā', en: 'Two crossings a day' }],
          why: {
            text: { lv: 'Dzīvesvieta: Vējaines novads', en: 'Residence: Vējaine Municipality' },
            verdict: 'yes' as const,
            parts: [],
          },
        },
      ],
    },
  });

const AskedAnswer = z
  .object({
    reliefs: z.array(
      z.object({
        relief: z.object({ code: z.string(), name: Text, kind: z.string(), act: z.string() }),
        missing: z
          .array(Text)
          .meta({ description: 'What is missing, about whom, and which register could state it.' }),
      }),
    ),
  })
  .meta({
    example: {
      reliefs: [
        {
          relief: {
            code: 'VEJAINE-FERRY',
            name: { lv: 'Prāmja atvieglojums iedzīvotājiem', en: 'Ferry relief for residents' },
            kind: 'discount',
            act: 'Vējaines novada saistošie noteikumi',
          },
          missing: [
            {
              lv: 'deklarētā dzīvesvieta par jums: ziņu nav (Fizisko personu reģistrs)',
              en: 'declared residence about you: nothing is stated (Register of Natural Persons)',
            },
          ],
        },
      ],
    },
  });

/** What a recipient reads about the own reliefs, and what officials grant. Each server has its own. */
export function entitlementRoutes(options: {
  simulated: boolean;
  loginMeansFile?: string | undefined;
}): Routes {
  const listEntitlements = makeEntitlementLister();
  const listAskedFacts = makeAskedFactsLister();
  return (app: HttpApp) => {
    const { simulated, loginMeansFile: file } = options;
    const publicUrl = () => app.publicUrl();
    const confirmers = listConfirmers({ simulated, file, publicUrl });
    grantRoutes(app, confirmers);
    groupRoutes(app);
    listRoutes(app, confirmers);
    reviewRoutes(app);
    statementRoutes(app);
    app.get(
      '/recipient/v1/entitlements',
      {
        config: { permission: 'recipient', act: 'see-reliefs' },
        schema: {
          tags: ['Recipient'],
          summary: 'The reliefs that you have today, from whom, on what terms, and why.',
          response: { 200: Answer },
        },
      },
      async ({ context }) => ({ entitlements: await listEntitlements(context) }),
    );
    app.get(
      '/recipient/v1/missing-facts',
      {
        config: { permission: 'recipient', act: 'see-reliefs' },
        schema: {
          tags: ['Recipient'],
          summary: 'The reliefs that you may have once a register has stated what is missing.',
          response: { 200: AskedAnswer },
        },
      },
      async ({ context }) => ({ reliefs: await listAskedFacts(context) }),
    );
  };
}
