import { z } from 'zod';
import { Text } from '../../platform/i18n/text.ts';
import { DayText, Instant, LIST_MAX, Proof, RefundId, TransactionId } from './api.ts';

/**
 * Answers of the IDS API. What is not declared here never leaves: a provider learns amounts, the
 * grantor and a neutral label, and nothing that tells who the person is or why a relief is given.
 */

export const TRANSACTION_STATES = [
  'authorised',
  'confirmed',
  'cancelled',
  'expired',
  'refunded',
] as const;
export type TransactionState = (typeof TRANSACTION_STATES)[number];
const State = z.enum(TRANSACTION_STATES).meta({
  description: '`refunded` when nothing is left; after a refund of a part it stays `confirmed`.',
});
const Cents = z.int();

const LABEL = { lv: 'Prāmja biļetes atvieglojums', en: 'Ferry ticket relief' };
const GRANTOR = { lv: 'Vējaines novada pašvaldība', en: 'Vējaine Municipality' };
const RELIEF_ID = '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55';

export const PublicApplied = z.object({
  relief: z.uuid().meta({ description: 'The relief as the agreement names it.' }),
  version: z.int().meta({ description: 'Version of the relief instruction.' }),
  label: Text,
  paid: z.enum(['at-once', 'afterwards']).meta({
    description: '`afterwards`: the recipient pays in full and is compensated by the grantor.',
  }),
  units: z.int(),
  amountCents: Cents,
  grantors: z.array(z.object({ name: Text, amountCents: Cents })),
});
export type PublicApplied = z.output<typeof PublicApplied>;

export const PublicLine = z.object({
  line: z.string(),
  item: z.string(),
  whose: z.enum(['recipient', 'companion']),
  quantity: z.int(),
  unitPriceCents: Cents,
  priceCents: Cents,
  reliefCents: Cents,
  recipientPaysCents: Cents,
  applied: z.array(PublicApplied),
});
export type PublicLine = z.output<typeof PublicLine>;

const NotApplied = z.object({
  relief: z.uuid(),
  reason: z.string().meta({ description: 'A public reason: nothing about the person.' }),
  sentence: Text,
});

const answerShape = {
  transactionId: TransactionId,
  state: State,
  day: DayText.meta({ description: "The day, by the terminal's time, that decides." }),
  terminal: z.string(),
  terminalAt: Instant,
  serverAt: Instant,
  expiresAt: Instant.meta({ description: 'Until when an authorised transaction waits.' }),
  priceCents: Cents,
  reliefCents: Cents.meta({ description: 'Paid at once by grantors.' }),
  recipientPaysCents: Cents,
  compensationCents: Cents.meta({
    description: 'Part of what the recipient pays that grantors compensate afterwards.',
  }),
  pointsSpent: z.int(),
  pointsEarned: z.int(),
  lines: z.array(PublicLine),
  notApplied: z.array(NotApplied).meta({ description: 'Asked for, and not applied.' }),
};

const ANSWER_EXAMPLE = {
  transactionId: '2f1c9a-0007-000412',
  state: 'authorised' as const,
  day: '2026-03-11',
  terminal: 'pramis-1',
  terminalAt: '2026-03-11T10:00:00.000Z',
  serverAt: '2026-03-11T10:00:00.412Z',
  expiresAt: '2026-03-11T10:15:00.412Z',
  priceCents: 600,
  reliefCents: 300,
  recipientPaysCents: 300,
  compensationCents: 0,
  pointsSpent: 0,
  pointsEarned: 0,
  lines: [
    {
      line: '1',
      item: 'crossing',
      whose: 'recipient' as const,
      quantity: 2,
      unitPriceCents: 300,
      priceCents: 600,
      reliefCents: 300,
      recipientPaysCents: 300,
      applied: [
        {
          relief: RELIEF_ID,
          version: 1,
          label: LABEL,
          paid: 'at-once' as const,
          units: 2,
          amountCents: 300,
          grantors: [{ name: GRANTOR, amountCents: 300 }],
        },
      ],
    },
  ],
  notApplied: [],
};

/** Of authorise and one-step: as it was first given, however often it is asked for. */
export const TransactionAnswer = z.object(answerShape).meta({ example: ANSWER_EXAMPLE });
export type TransactionAnswer = z.output<typeof TransactionAnswer>;

export const UnitsAnswer = z.object({
  line: z.string(),
  quantity: z.int(),
  priceCents: Cents,
  reliefCents: Cents,
  recipientPaysCents: Cents,
  compensationCents: Cents,
});
export type UnitsAnswer = z.output<typeof UnitsAnswer>;

const UNITS_EXAMPLE = {
  line: '1',
  quantity: 1,
  priceCents: 300,
  reliefCents: 150,
  recipientPaysCents: 150,
  compensationCents: 0,
};
const unitsTotals = {
  priceCents: Cents,
  reliefCents: Cents,
  recipientPaysCents: Cents,
  compensationCents: Cents.meta({
    description: 'Part of what the recipient pays that grantors compensate afterwards.',
  }),
  lines: z.array(UnitsAnswer),
};

export const ConfirmAnswer = z
  .object({
    transactionId: TransactionId,
    state: State,
    at: Instant,
    late: z.boolean().meta({ description: 'Confirmed after it had expired.' }),
    ...unitsTotals,
    uncompensatedCents: Cents.optional().meta({
      description:
        'Compensation that was not booked, because it needs a proof of purchase and none came.',
    }),
    proof: Proof.optional(),
  })
  .meta({
    example: {
      transactionId: '2f1c9a-0007-000412',
      state: 'confirmed',
      at: '2026-03-11T10:01:00.020Z',
      late: false,
      priceCents: 300,
      reliefCents: 150,
      recipientPaysCents: 150,
      compensationCents: 0,
      lines: [UNITS_EXAMPLE],
    },
  });
export type ConfirmAnswer = z.output<typeof ConfirmAnswer>;

export const CancelAnswer = z
  .object({
    transactionId: TransactionId,
    state: State,
    at: Instant,
    known: z.boolean().meta({
      description: 'False when the authorise never arrived: it will be refused if it still does.',
    }),
  })
  .meta({
    example: {
      transactionId: '2f1c9a-0007-000412',
      state: 'cancelled',
      at: '2026-03-11T10:01:00.020Z',
      known: true,
    },
  });
export type CancelAnswer = z.output<typeof CancelAnswer>;

export const RefundAnswer = z
  .object({
    transactionId: TransactionId,
    refundId: RefundId,
    state: State,
    at: Instant,
    ...unitsTotals,
  })
  .meta({
    description: 'What is given back: relief to the grantors, the rest to the recipient.',
    example: {
      transactionId: '2f1c9a-0007-000412',
      refundId: 'refund-0001',
      state: 'confirmed',
      at: '2026-03-12T07:30:00.020Z',
      priceCents: 300,
      reliefCents: 150,
      recipientPaysCents: 150,
      compensationCents: 0,
      lines: [UNITS_EXAMPLE],
    },
  });
export type RefundAnswer = z.output<typeof RefundAnswer>;

const Act = z.object({
  kind: z.enum(TRANSACTION_STATES),
  at: Instant,
  terminalAt: Instant.nullable(),
  late: z.boolean(),
  refundId: z.string().optional(),
  cashier: z
    .object({ officialId: z.uuid(), name: z.string() })
    .optional()
    .meta({ description: 'Who did it at a terminal; absent: your system.' }),
  ...unitsTotals,
});

/** A transaction with its present state and every act on it. */
export const TransactionDetails = z
  .object({ ...answerShape, acts: z.array(Act), proof: Proof.optional() })
  .meta({
    example: {
      ...ANSWER_EXAMPLE,
      acts: [
        {
          kind: 'authorised',
          at: '2026-03-11T10:00:00.412Z',
          terminalAt: '2026-03-11T10:00:00.000Z',
          late: false,
          priceCents: 600,
          reliefCents: 300,
          recipientPaysCents: 300,
          compensationCents: 0,
          lines: [
            {
              ...UNITS_EXAMPLE,
              quantity: 2,
              priceCents: 600,
              reliefCents: 300,
              recipientPaysCents: 300,
            },
          ],
        },
      ],
    },
  });
export type TransactionDetails = z.output<typeof TransactionDetails>;

export const IdentifyAnswer = z
  .object({
    reliefs: z.array(z.object({ label: Text, grantor: Text, classes: z.array(z.string()) })),
  })
  .meta({
    description: 'What this means can get here: neutral labels and the classes of goods.',
    example: { reliefs: [{ label: LABEL, grantor: GRANTOR, classes: ['ferry-crossing'] }] },
  });
export type IdentifyAnswer = z.output<typeof IdentifyAnswer>;

const TransactionRow = z.object({
  transactionId: TransactionId,
  state: State,
  day: DayText,
  terminal: z.string(),
  serverAt: Instant,
  priceCents: Cents,
  reliefCents: Cents,
  confirmedReliefCents: Cents,
  refundedReliefCents: Cents,
});
export type TransactionRow = z.output<typeof TransactionRow>;

export const ListAnswer = z
  .object({
    transactions: z.array(TransactionRow).max(LIST_MAX),
    next: z.string().nullable().meta({ description: 'Cursor of the next page; null at the end.' }),
  })
  .meta({
    example: {
      transactions: [
        {
          transactionId: '2f1c9a-0007-000412',
          state: 'confirmed',
          day: '2026-03-11',
          terminal: 'pramis-1',
          serverAt: '2026-03-11T10:00:00.412Z',
          priceCents: 600,
          reliefCents: 300,
          confirmedReliefCents: 300,
          refundedReliefCents: 0,
        },
      ],
      next: null,
    },
  });
export type ListAnswer = z.output<typeof ListAnswer>;

export const DIFFERENCES = [
  'confirmed-count',
  'confirmed-price-cents',
  'confirmed-relief-cents',
  'refunded-count',
  'refunded-relief-cents',
  'transaction-not-here',
  'transaction-not-stated',
  'transaction-relief-cents',
] as const;

export const DailyTotalsAnswer = z
  .object({
    day: DayText,
    agrees: z.boolean(),
    counted: z.object({
      confirmed: z.object({ count: z.int(), priceCents: Cents, reliefCents: Cents }),
      refunded: z.object({ count: z.int(), reliefCents: Cents }),
    }),
    differences: z
      .array(
        z.object({
          what: z.enum(DIFFERENCES),
          transactionId: TransactionId.optional(),
          stated: z.int().nullable(),
          counted: z.int().nullable(),
        }),
      )
      .meta({ description: 'At most 1,000 are listed.' }),
  })
  .meta({
    example: {
      day: '2026-03-11',
      agrees: false,
      counted: {
        confirmed: { count: 1, priceCents: 300, reliefCents: 150 },
        refunded: { count: 0, reliefCents: 0 },
      },
      differences: [{ what: 'confirmed-count', stated: 2, counted: 1 }],
    },
  });
export type DailyTotalsAnswer = z.output<typeof DailyTotalsAnswer>;
