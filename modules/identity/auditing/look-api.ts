import { z } from 'zod';
import { Text } from '../../../platform/i18n/text.ts';

const CURSOR = /^\d{4}-\d{2}-\d{2}T[\d:.]{5,12}Z~[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PAGE_MAX = 100;

export const OwnLooksQuery = z.strictObject({
  before: z
    .string()
    .regex(CURSOR)
    .refine((text) => !Number.isNaN(Date.parse(text.split('~')[0] ?? '')))
    .optional()
    .meta({ description: 'What a page said as `next`.' }),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(20),
});

export const OwnLooksAnswer = z
  .object({
    looks: z.array(
      z.object({
        id: z.uuid(),
        at: z.iso.datetime(),
        reader: z
          .object({ code: z.string(), name: Text })
          .nullable()
          .meta({ description: 'Whose official it was; null: the operator’s.' }),
        did: Text.meta({ description: 'What the official did.' }),
        purpose: Text.meta({ description: 'For what.' }),
        words: z
          .string()
          .nullable()
          .meta({ description: 'Why, in the official’s own words, where these are asked.' }),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({
    example: {
      looks: [
        {
          id: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a58',
          at: '2026-03-11T10:00:00.000Z',
          reader: {
            code: 'm-0099000',
            name: { lv: 'Vējaines novada pašvaldība', en: 'Vējaine Municipality' },
          },
          did: {
            lv: 'Skatīja, vai jums ir kāds atvieglojums un kāpēc',
            en: 'Looked whether you have a relief, and why',
          },
          purpose: {
            lv: 'Izskaidrot, kāpēc personai ir vai nav atvieglojuma.',
            en: 'Explaining why a person has a relief, or does not.',
          },
          words: 'The person asks at the desk.',
        },
      ],
      next: null,
    },
  });
export type OwnLooksAnswer = z.output<typeof OwnLooksAnswer>;
