import { z } from 'zod';
import { Text } from '../../../platform/i18n/text.ts';
import { EVENT_KINDS } from './permission-event.ts';
import { QUOTA_PERIODS } from './quota-period.ts';
import { Prolongation, RowFilter, Terms } from './terms.ts';

/** What calls about permissions take and answer. */
const NUMBER = 'KP-2026-000123';
const TERMS = {
  purpose: { lv: 'Pilnvarojamās personas datu pārbaude', en: 'Checking who is given a mandate' },
  legalBasis: { lv: 'Notariāta likuma 139. pants', en: 'Section 139 of the Notariate Law' },
  fields: ['PersonCode', 'Submitted', 'Pets.Species'],
  rows: [{ field: 'Territory', profile: 'territory' as const }],
  quota: 10_000,
  quotaPeriod: 'month' as const,
  ratePerMinute: 60,
  priceCents: 0,
  validFrom: '2026-04-01',
  validUntil: '2027-03-31',
};
const SHOWN = {
  number: NUMBER,
  dataSet: 'iem_person_address',
  ...{ versions: [1], ends: [{ version: 1, endsOn: '2027-01-31' }], newer: [2] },
  source: { code: 'pmlp', name: { lv: 'PMLP', en: 'OCMA' } },
  holder: { code: 'notariats', name: { lv: 'Notāri', en: 'Notaries' } },
  state: 'granted' as const,
  waitsForSecond: false,
  proposed: null,
  ...TERMS,
  used: 17,
  left: 9_983,
  renewsAt: '2026-04-30T21:00:00.000Z',
  appliedAt: '2026-03-11T10:00:00.000Z',
};
const EVENT = {
  id: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a58',
  permission: NUMBER,
  kind: 'message' as const,
  occurredAt: '2026-03-11T10:00:00.000Z',
  side: 'holder' as const,
  actor: { kind: 'official', id: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a59' },
  text: 'Vai vajadzīgi visi lauki?',
  content: {},
};

export const NumberPath = z.object({ number: z.string().regex(/^KP-\d{4}-\d{6,9}$/) });

const Party = z.object({ code: z.string(), name: Text });

export const ShownPermission = z.object({
  number: z.string(),
  dataSet: z.string(),
  versions: z.array(z.int()),
  ends: z.array(z.object({ version: z.int(), endsOn: z.string() })).meta({
    description: 'Of these versions, those whose end is announced: the first day without.',
  }),
  newer: z
    .array(z.int())
    .meta({ description: 'Later versions for which its holder has not applied yet.' }),
  source: Party,
  holder: Party,
  state: z
    .enum([
      ...(['applied', 'agreed', 'granted', 'refused', 'suspended', 'withdrawn'] as const),
      ...(['ahead', 'expired'] as const),
    ])
    .meta({ description: '`ahead` and `expired`: granted, for days that are not these.' }),
  waitsForSecond: z
    .boolean()
    .meta({ description: 'One has decided; a reviewer who is another must too.' }),
  proposed: z
    .object({ validUntil: z.string(), quota: z.int().nullable() })
    .nullable()
    .meta({ description: 'A prolongation that waits for the source.' }),
  purpose: Text,
  legalBasis: Text,
  fields: z.union([z.literal('all'), z.array(z.string())]),
  rows: z.array(RowFilter),
  quota: z.int().nullable(),
  quotaPeriod: z.enum(QUOTA_PERIODS),
  used: z.int().meta({ description: 'In all, since it was granted.' }),
  left: z.int().nullable().meta({
    description: 'Uses left of the quota, now; null when there is none.',
  }),
  renewsAt: z.iso.datetime().nullable().meta({
    description: 'When the quota begins anew; null when it never does.',
  }),
  ratePerMinute: z.int().nullable(),
  priceCents: z.int(),
  validFrom: z.string(),
  validUntil: z.string(),
  appliedAt: z.iso.datetime(),
});
export type ShownPermission = z.output<typeof ShownPermission>;

const ShownEvent = z.object({
  id: z.uuid(),
  permission: z.string(),
  kind: z.enum(EVENT_KINDS),
  occurredAt: z.iso.datetime(),
  side: z.enum(['holder', 'source', 'operator', 'platform']),
  actor: z
    .object({ kind: z.string(), id: z.string().nullable() })
    .meta({ description: 'Who it was, by an id that the own institution can resolve.' }),
  text: z.string().nullable(),
  content: z.record(z.string(), z.unknown()),
});
export type ShownEvent = z.output<typeof ShownEvent>;

export const PermissionAnswer = ShownPermission.meta({ example: SHOWN });
export const PermissionsAnswer = z
  .object({
    permissions: z.array(ShownPermission),
    next: z.string().nullable().meta({ description: 'For `before`; null at the end.' }),
  })
  .meta({ example: { permissions: [SHOWN], next: null } });
export const DescribedAnswer = ShownPermission.extend({ events: z.array(ShownEvent) }).meta({
  example: { ...SHOWN, events: [EVENT] },
});
export const NoticesAnswer = z
  .object({ notices: z.array(ShownEvent), next: z.uuid().nullable() })
  .meta({ example: { notices: [EVENT], next: null } });

const WORDS_MAX = 4_000;

export const ApplyRequest = z
  .strictObject({
    dataSet: z.string().max(63),
    versions: z.array(z.int().min(1).max(999)).min(1).max(20),
    holder: z
      .string()
      .max(64)
      .optional()
      .meta({ description: 'For the operator alone: who asks.' }),
    terms: Terms,
  })
  .meta({ example: { dataSet: 'iem_person_address', versions: [1], terms: TERMS } });
export const ReviseRequest = z.strictObject({ terms: Terms }).meta({ example: { terms: TERMS } });
export const MessageRequest = z
  .strictObject({ text: z.string().trim().min(1).max(WORDS_MAX) })
  .meta({ example: { text: EVENT.text } });
export const ReasonRequest = z
  .strictObject({ reason: z.string().trim().min(1).max(WORDS_MAX) })
  .meta({ example: { reason: 'Mērķis neatbilst tiesiskajam pamatam.' } });
export const ProlongRequest = Prolongation.meta({
  example: { validUntil: '2028-03-31', quota: 20_000 },
});
