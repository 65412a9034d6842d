import { z } from 'zod';
import { Text } from '../../../platform/i18n/text.ts';
import { QUOTA_PERIODS } from '../permissions/quota-period.ts';

/** What a person reads of who looked at records about them, and institutions of what uses cost. */
const Named = z.object({ code: z.string(), name: Text });

const FERRY = { code: 'vejaines-pramis', name: { lv: 'Vējaines prāmis', en: 'Vējaine Ferry' } };
const MUNICIPALITY = {
  code: 'm-0099000',
  name: { lv: 'Vējaines novada pašvaldība', en: 'Vējaine Municipality' },
};
const AT = '2026-03-11T10:00:00.000Z';
const USE_ID = '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a58';

export const OwnUse = z.object({
  id: z.uuid(),
  at: z.iso.datetime(),
  everybody: z.boolean().meta({
    description: 'The whole data set was read: if it holds anything about you, that too.',
  }),
  source: Named.meta({ description: 'Whose records they are.' }),
  reader: Named.nullable().meta({ description: 'Who looked; null: the operator of Koplieta.' }),
  dataSet: Named.extend({ version: z.int() }),
  permission: z.string().nullable(),
  purpose: Text,
  legalBasis: Text.nullable(),
  fields: z
    .array(z.object({ name: z.string(), comment: Text.nullable() }))
    .meta({ description: 'What could be seen; of a nested list, also `waters.name`.' }),
});
export type OwnUse = z.output<typeof OwnUse>;

const CURSOR = /^\d{4}-\d{2}-\d{2}T[\d:.]{5,12}Z~[0-9a-f-]{36}$/;
const PAGE_MAX = 100;

export const OwnUsesQuery = z.strictObject({
  before: z.string().regex(CURSOR).optional().meta({ description: 'What a page said as `next`.' }),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(20),
});

export const OwnUsesAnswer = z.object({ uses: z.array(OwnUse), next: z.string().nullable() }).meta({
  example: {
    uses: [
      {
        ...{ id: USE_ID, at: AT, everybody: false, source: MUNICIPALITY, reader: FERRY },
        dataSet: {
          ...{ code: 'vejaine-licences', version: 1 },
          name: { lv: 'Makšķerēšanas licences', en: 'Fishing licences' },
        },
        permission: 'KP-2026-000123',
        purpose: { lv: 'Makšķernieku pārbaude uz prāmja', en: 'Checking anglers on the ferry' },
        legalBasis: { lv: 'Zvejniecības likuma 7. pants', en: 'Section 7 of the Fishery Law' },
        fields: [{ name: 'number', comment: null }],
      },
    ],
    next: null,
  },
});
export type OwnUsesAnswer = z.output<typeof OwnUsesAnswer>;

const LINES_MAX = 500;

export const StatementQuery = z.strictObject({
  month: z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/),
  as: z.enum(['source', 'holder']).default('source'),
  after: z.string().max(20).optional().meta({ description: 'The last number of a page.' }),
  limit: z.coerce.number().int().min(1).max(LINES_MAX).default(LINES_MAX),
});

export const StatementAnswer = z
  .object({
    month: z.string(),
    isFinal: z.boolean().meta({ description: 'The month is over: nothing comes to it any more.' }),
    uses: z.int().meta({ description: 'Of all lines, on whatever page.' }),
    amountCents: z.int(),
    lines: z.array(
      z.object({
        permission: z.string(),
        dataSet: z.string(),
        source: Named,
        holder: Named,
        uses: z.int(),
        amountCents: z.int(),
        quota: z.int().nullable().meta({ description: 'As it stands now.' }),
        quotaPeriod: z.enum(QUOTA_PERIODS),
        mostInDay: z.int().meta({ description: 'Uses of the day with most of them.' }),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({
    example: {
      ...{ month: '2026-03', isFinal: true, uses: 17, amountCents: 85, next: null },
      lines: [
        {
          ...{ permission: 'KP-2026-000123', dataSet: 'vejaine-licences', uses: 17 },
          ...{ amountCents: 85, source: MUNICIPALITY, holder: FERRY },
          ...{ quota: 10, quotaPeriod: 'day' as const, mostInDay: 9 },
        },
      ],
    },
  });
export type StatementAnswer = z.output<typeof StatementAnswer>;
