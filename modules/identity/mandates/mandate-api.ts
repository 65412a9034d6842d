import { z } from 'zod';
import { DayText } from '../../../platform/clock/day-text.ts';
import { Text } from '../../../platform/i18n/text.ts';
import { OFFICIAL_ROLES } from '../../../platform/official-role.ts';
import { MANDATE_ACTS, ORGANISATION_ACTS, REPRESENTATIVE_ACTS } from './mandate.ts';

/** What the browser asks and gets of mandates and profiles. */
const Instant = z.iso.datetime({ offset: true });
const ACTS = [...MANDATE_ACTS, ...ORGANISATION_ACTS] as const;
const Acts = z
  .array(z.enum(ACTS))
  .max(ACTS.length)
  .refine((acts) => new Set(acts).size === acts.length, 'each act once');
const ID = '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a57';

const Mandate = z.object({
  id: z.uuid(),
  giver: z.string().nullable().meta({ description: 'The person; null: an organisation gave it.' }),
  organisation: Text.nullable(),
  enteredBy: z
    .object({ official: z.string(), organisation: Text.nullable() })
    .nullable()
    .meta({ description: 'Who entered it, when it was given on paper.' }),
  holder: z.string(),
  acts: Acts,
  validFrom: DayText,
  validTo: DayText.nullable().meta({ description: 'The first day on which it does not hold.' }),
  mayPassOn: z.boolean(),
  holdsNow: z.boolean(),
  passedFromId: z.uuid().nullable(),
  givenAt: Instant,
  revokedAt: Instant.nullable(),
});

const MANDATE_EXAMPLE = {
  ...{ id: ID, giver: 'Anna Vējiņa', organisation: null, enteredBy: null },
  ...{ holder: 'Bruno Vējiņš', acts: ['see-reliefs' as const] },
  ...{ validFrom: '2026-03-11', validTo: '2027-03-11', mayPassOn: false, holdsNow: true },
  ...{ passedFromId: null, givenAt: '2026-03-11T10:00:00.000Z', revokedAt: null },
};

const PAGE_MAX = 100;

export const MandatesQuery = z.strictObject({
  before: z.uuid().optional().meta({ description: 'What a page said as `next`.' }),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(50),
});

export const MandatesAnswer = z
  .object({ given: z.array(Mandate), held: z.array(Mandate), next: z.uuid().nullable() })
  .meta({ example: { given: [MANDATE_EXAMPLE], held: [], next: null } });

const Named = z
  .strictObject({ personalCode: z.string().max(20), name: z.string().min(1).max(200) })
  .meta({ description: 'Given names and surname as in the register, and the personal code.' });

const requestShape = {
  holder: Named,
  acts: Acts.min(1),
  validFrom: DayText.optional().meta({ description: 'Today, when it is left out.' }),
  validTo: DayText.nullable().default(null),
  mayPassOn: z.boolean().default(false),
  passedFromId: z
    .uuid()
    .nullable()
    .default(null)
    .meta({ description: 'The mandate that you hold and pass on.' }),
};

const REQUEST_EXAMPLE = {
  holder: { personalCode: '32345678901', name: 'Bruno Vējiņš' },
  acts: ['see-reliefs'],
  validTo: '2027-03-11',
};

/** A mandate as it is confirmed. */
export const MandateRequest = z.strictObject(requestShape).meta({ example: REQUEST_EXAMPLE });

/** The same, confirmed. */
export const GiveMandateRequest = z
  .strictObject({ ...requestShape, confirmationId: z.uuid() })
  .meta({ example: { ...REQUEST_EXAMPLE, confirmationId: ID } });

/** So many bytes a scan has at most; in the body it is a third longer. */
const SCAN_BYTES_MAX = 4 * 1_048_576;
const SCAN_TEXT_MAX = Math.ceil(SCAN_BYTES_MAX / 3) * 4;
export const PAPER_BODY_MAX = SCAN_TEXT_MAX + 16_384;

const { passedFromId: _, ...paperShape } = requestShape;

/** A mandate as it stands on a paper, with its scan. */
export const PaperMandateRequest = z
  .strictObject({
    ...paperShape,
    giver: Named,
    scan: z
      .base64()
      .min(1)
      .max(SCAN_TEXT_MAX)
      .meta({ description: 'A PDF, JPEG or PNG of at most 4 MiB.' }),
  })
  .meta({
    example: {
      ...REQUEST_EXAMPLE,
      giver: { personalCode: '161175-19997', name: 'Anna Vējiņa' },
      scan: 'JVBERi0xLjcKJSVFT0YK',
    },
  });

export const GivenAnswer = z.object({ id: z.uuid() }).meta({ example: { id: ID } });

export const ActsAnswer = z
  .object({ acts: z.array(z.object({ act: z.string(), at: Instant })) })
  .meta({ example: { acts: [{ act: 'means.block', at: '2026-03-12T08:30:00.000Z' }] } });

export const ProfilesAnswer = z
  .object({
    profiles: z.array(
      z.object({
        personId: z.uuid(),
        name: z.string(),
        capacity: z.enum(['self', 'child', 'mandate']),
        acts: Acts,
        chosen: z.boolean(),
      }),
    ),
    organisations: z
      .array(
        z.object({
          organisationId: z.uuid(),
          registrationNumber: z.string(),
          name: Text,
          by: z.enum(['alone', 'jointly', 'mandate']).meta({
            description: 'As its register states, or by mandates. Jointly: it cannot be chosen.',
          }),
          acts: z.array(z.enum(REPRESENTATIVE_ACTS)),
          chosen: z.boolean(),
        }),
      )
      .meta({ description: 'Which organisations the person represents.' }),
    officials: z
      .array(
        z.object({
          officialId: z.uuid(),
          organisation: Text.nullable().meta({ description: 'Null: the operator.' }),
          roles: z.array(z.enum(OFFICIAL_ROLES)),
          chosen: z.boolean(),
        }),
      )
      .meta({ description: 'As which officials the person may act.' }),
  })
  .meta({
    example: {
      profiles: [
        {
          ...{ personId: ID, name: 'Anna Vējiņa', capacity: 'self' },
          ...{
            acts: ['see-reliefs', 'see-transactions', 'see-records', 'manage-means'],
            chosen: true,
          },
        },
      ],
      organisations: [
        {
          ...{ organisationId: ID, registrationNumber: '97000000009' },
          name: { lv: 'SIA “Vējaines prāmis”', en: 'Vējaine Ferry' },
          ...{ by: 'alone', acts: ['see-mandates', 'use-services', 'give-mandates'] },
          chosen: false,
        },
      ],
      officials: [],
    },
  });

export const ChooseProfileRequest = z
  .union([
    z.strictObject({ personId: z.uuid() }),
    z.strictObject({ organisationId: z.uuid() }),
    z.strictObject({
      officialId: z.uuid(),
      terminalId: z
        .uuid()
        .optional()
        .meta({ description: 'As a cashier at this terminal of the same organisation.' }),
    }),
  ])
  .meta({ example: { personId: ID } });
