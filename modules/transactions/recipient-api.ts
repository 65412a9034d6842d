import { z } from 'zod';
import { Text } from '../../platform/i18n/text.ts';
import { DayText, Instant } from './api.ts';
import { TRANSACTION_STATES } from './api-answers.ts';

/** What a recipient sees of the own transactions: everything, in words. */
const Cents = z.int();
const State = z.enum(TRANSACTION_STATES);

export const HistoryQuery = z.strictObject({
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(20),
});
export type HistoryQuery = z.output<typeof HistoryQuery>;

const FERRY_RELIEF = { lv: 'Prāmja atvieglojums', en: 'Ferry relief' };
const MUNICIPALITY = { lv: 'Vējaines novada pašvaldība', en: 'Vējaine Municipality' };
const historyShape = {
  id: z.uuid(),
  state: State,
  day: DayText,
  at: Instant,
  provider: Text,
  pointOfService: Text,
  priceCents: Cents,
  reliefCents: Cents,
  recipientPaysCents: Cents,
  compensationCents: Cents,
  refundedReliefCents: Cents,
};
const HISTORY_EXAMPLE = {
  id: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a56',
  state: 'confirmed' as const,
  day: '2026-03-11',
  at: '2026-03-11T10:00:00.000Z',
  provider: { lv: 'Vējaines prāmis', en: 'Vējaine Ferry' },
  pointOfService: { lv: 'Vējaines piestātne', en: 'Vējaine Pier' },
  priceCents: 600,
  reliefCents: 300,
  recipientPaysCents: 300,
  compensationCents: 0,
  refundedReliefCents: 0,
};

export const HistoryRow = z.object({ ...historyShape, reliefs: z.array(Text) });
export type HistoryRow = z.output<typeof HistoryRow>;

/** Newest first. */
export const HistoryAnswer = z
  .object({ transactions: z.array(HistoryRow), next: z.string().nullable() })
  .meta({
    example: {
      transactions: [{ ...HISTORY_EXAMPLE, reliefs: [FERRY_RELIEF] }],
      next: null,
    },
  });
export type HistoryAnswer = z.output<typeof HistoryAnswer>;

const OwnApplied = z.object({
  relief: Text,
  version: z.int(),
  units: z.int(),
  amountCents: Cents,
  paid: z.enum(['at-once', 'afterwards']),
  proof: z.enum(['awaited', 'missing']).optional().meta({
    description:
      'Of a compensation that needs a proof of purchase: whether it is still waited for, or did not come and nothing is paid back.',
  }),
  grantors: z.array(z.object({ name: Text, amountCents: Cents })),
});
const OwnLine = z.object({
  line: z.string(),
  item: Text,
  whose: z.enum(['recipient', 'companion']),
  quantity: z.int(),
  unitPriceCents: Cents,
  priceCents: Cents,
  reliefCents: Cents,
  recipientPaysCents: Cents,
  compensationCents: Cents,
  applied: z.array(OwnApplied),
});
const OwnReason = z.object({
  relief: Text,
  grantor: Text,
  line: z.string(),
  code: z.string(),
  limitedBy: z.string().optional().meta({
    description: 'Why a relief that applied gave less than it would have; in the sentence too.',
  }),
  sentence: Text,
});
const OwnAct = z.object({
  kind: State,
  at: Instant,
  late: z.boolean(),
  reliefCents: Cents,
  recipientPaysCents: Cents,
  compensationCents: Cents,
});

const Optimality = z.union([
  z.object({ proven: z.literal(true) }),
  z.object({ proven: z.literal(false), gapCents: Cents }),
]);

/** A transaction with every relief, and why or why not. */
export const OwnTransaction = z
  .object({
    ...historyShape,
    meansKind: z.string(),
    pointsSpent: z.int(),
    pointsEarned: z.int(),
    lines: z.array(OwnLine),
    reasons: z
      .array(OwnReason)
      .meta({ description: 'Every relief that the recipient has, by line.' }),
    optimality: Optimality.optional().meta({
      description:
        'Whether no other choice of reliefs would have come to more; if that is not proven, at most how much more.',
    }),
    acts: z.array(OwnAct),
  })
  .meta({
    example: {
      ...HISTORY_EXAMPLE,
      meansKind: 'transport-card',
      pointsSpent: 0,
      pointsEarned: 0,
      lines: [
        {
          line: '1',
          item: { lv: 'Pārbrauciens', en: 'Crossing' },
          whose: 'recipient',
          quantity: 2,
          unitPriceCents: 300,
          priceCents: 600,
          reliefCents: 300,
          recipientPaysCents: 300,
          compensationCents: 0,
          applied: [
            {
              relief: FERRY_RELIEF,
              version: 1,
              units: 2,
              amountCents: 300,
              paid: 'at-once',
              grantors: [{ name: MUNICIPALITY, amountCents: 300 }],
            },
          ],
        },
      ],
      reasons: [
        {
          relief: FERRY_RELIEF,
          grantor: MUNICIPALITY,
          line: '1',
          code: 'applied',
          sentence: { lv: 'Atvieglojums ir piemērots.', en: 'The relief was applied.' },
        },
      ],
      optimality: { proven: true },
      acts: [
        {
          kind: 'authorised',
          at: '2026-03-11T10:00:00.000Z',
          late: false,
          reliefCents: 300,
          recipientPaysCents: 300,
        },
        {
          kind: 'confirmed',
          at: '2026-03-11T10:01:00.000Z',
          late: false,
          reliefCents: 300,
          recipientPaysCents: 300,
        },
      ],
    },
  });
export type OwnTransaction = z.output<typeof OwnTransaction>;
export const OwnTransactionPath = z.strictObject({ id: z.uuid() });

const OwnQuota = z.object({
  entitlementId: z.uuid(),
  relief: Text,
  grantor: Text,
  /** The quota in words. */
  text: Text,
  from: DayText,
  to: DayText.nullable(),
  measure: z.enum(['uses', 'units', 'cents']),
  limit: z.int(),
  used: z.int(),
  left: z.int(),
});
const OwnBudget = z.object({
  entitlementId: z.uuid(),
  relief: Text,
  grantor: Text,
  /** That it is nearly used up, or that it is. */
  text: Text,
  forecastDay: DayText.nullable(),
});
const OwnPoints = z.object({
  entitlementId: z.uuid(),
  relief: Text,
  grantor: Text,
  balance: z.int(),
});

/** Quota used and left today, and points. */
export const UsageAnswer = z
  .object({
    day: DayText,
    quotas: z.array(OwnQuota),
    points: z.array(OwnPoints),
    budgets: z.array(OwnBudget).meta({
      description: 'Reliefs whose grantor has little or nothing left to spend.',
    }),
  })
  .meta({
    example: {
      day: '2026-03-11',
      quotas: [
        {
          entitlementId: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a59',
          relief: FERRY_RELIEF,
          grantor: MUNICIPALITY,
          text: {
            lv: 'vienai personai dienā ne vairāk kā 2 vienības',
            en: 'one person: at most 2 units a day',
          },
          from: '2026-03-11',
          to: '2026-03-12',
          measure: 'units',
          limit: 2,
          used: 2,
          left: 0,
        },
      ],
      points: [],
      budgets: [],
    },
  });
export type UsageAnswer = z.output<typeof UsageAnswer>;
