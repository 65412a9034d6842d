import { z } from 'zod';
import { Text } from '../../../platform/i18n/text.ts';
import { ALERT_RULES } from './alert.ts';

const LIMIT_MAX = 100;
const REASON_MIN = 5;
const REASON_MAX = 1_000;
const Instant = z.iso.datetime();
const ID = '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55';

export const AlertsQuery = z.strictObject({
  state: z.enum(['open', 'settled']).default('open'),
  before: z.uuid().optional().meta({ description: 'What a page said as `next`.' }),
  limit: z.coerce.number().int().min(1).max(LIMIT_MAX).default(20),
});

export const AlertsAnswer = z
  .object({
    alerts: z.array(
      z.object({
        id: z.uuid(),
        rule: z.enum(ALERT_RULES),
        text: Text.meta({ description: 'What does not fit, in words.' }),
        act: z.string(),
        purpose: Text.meta({ description: 'For what such an act looks at a person.' }),
        official: z.object({ id: z.uuid(), name: z.string() }),
        organisation: z
          .object({ code: z.string(), name: Text })
          .nullable()
          .meta({ description: 'Whose official it is; null: the operator’s.' }),
        personId: z.uuid().nullable().meta({ description: 'At whom; null: at many.' }),
        persons: z.int().nullable().meta({ description: 'At how many, where it is many.' }),
        recordId: z.uuid().meta({ description: 'The record of the audit.' }),
        lookedAt: Instant,
        notedAt: Instant,
        settled: z
          .object({ by: z.string(), at: Instant, reason: z.string() })
          .nullable()
          .meta({ description: 'Null: still open.' }),
      }),
    ),
    next: z.uuid().nullable(),
  })
  .meta({
    example: {
      alerts: [
        {
          ...{ id: ID, rule: 'household', act: 'reliefs.look-up' },
          text: {
            lv: 'Ierēdnis skatīja datus par personu, kas deklarēta vienā mājsaimniecībā ar viņu.',
            en: 'The official looked at data about somebody declared in the same household.',
          },
          purpose: {
            lv: 'Izskaidrot, kāpēc personai ir vai nav atvieglojuma.',
            en: 'Explaining why a person has a relief, or does not.',
          },
          official: { id: ID, name: 'Ilze Vējiņa' },
          organisation: {
            code: 'm-0099000',
            name: { lv: 'Vējaines novada pašvaldība', en: 'Vējaine Municipality' },
          },
          ...{ personId: ID, persons: null, recordId: ID, settled: null },
          ...{ lookedAt: '2026-03-11T10:00:00.000Z', notedAt: '2026-03-11T10:01:00.000Z' },
        },
      ],
      next: null,
    },
  });

export const AlertParams = z.strictObject({ id: z.uuid() });

export const SettleAlertRequest = z
  .strictObject({
    reason: z
      .string()
      .trim()
      .min(REASON_MIN)
      .max(REASON_MAX)
      .meta({ description: 'What was found out. It is kept with the alert.' }),
  })
  .meta({ example: { reason: 'The family asked at the desk; a colleague was ill.' } });
