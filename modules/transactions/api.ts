import { z } from 'zod';
import { isDay } from '../../platform/clock/day.ts';

/**
 * The IDS API, version 1: what a provider's system sends and gets. Money is integer euro cents, instants
 * carry their zone, days are those of Riga. Requests refuse fields that they do not know; answers hold
 * nothing that tells why a person has a relief.
 */
export const LINES_MAX = 200;
export const QUANTITY_MAX = 1_000;
export const UNIT_PRICE_MAX_CENTS = 10_000_000;
export const LIST_MAX = 500;
const COMPANIONS_MAX = 100;
const COUNT_MAX = 10_000_000;
const TOTAL_MAX_CENTS = 1_000_000_000_000;

const TRANSACTION_ID = '2f1c9a-0007-000412';
const RELIEF_ID = '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55';
const CROSSING = { line: '1', item: 'crossing', quantity: 2, unitPriceCents: 300 };

export const TransactionId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{8,64}$/)
  .meta({
    description:
      "The client's own transaction id: the idempotency key, kept before sending. Unique in the IDS.",
    example: TRANSACTION_ID,
  });
export const RefundId = TransactionId.meta({
  description: "The client's own id of a refund, unique in its transaction.",
  example: 'refund-0001',
});
/** An instant with its zone: `Z` or an offset. */
export const Instant = z.iso
  .datetime({ offset: true })
  .meta({ example: '2026-03-11T12:00:00+02:00' });
const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2999-12-31';
export const DayText = z
  .string()
  .refine((text) => isDay(text) && text >= FIRST_DAY && text <= LAST_DAY, 'a day as YYYY-MM-DD')
  .meta({ example: '2026-03-11' });
const LineId = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,20}$/)
  .meta({ example: '1' });
const ItemCode = z.string().min(1).max(64).meta({ example: 'crossing' });
const ReliefId = z.uuid().meta({
  description: 'The relief as the agreement of this provider names it.',
  example: RELIEF_ID,
});
const Cents = z.int().min(0).max(TOTAL_MAX_CENTS);
const TerminalCode = z.string().min(1).max(64).meta({ example: 'pramis-1' });
const Means = z.strictObject({
  value: z.string().min(4).max(200).meta({
    description: 'What was read: number of the card, one-time code, reference of the acquirer.',
    example: 'VEJ0000017',
  }),
});
export const Proof = z
  .strictObject({
    kind: z.enum(['receipt', 'numbered-receipt', 'ticket']),
    number: z.string().min(1).max(64),
  })
  .meta({ description: 'Proof of purchase.', example: { kind: 'ticket', number: '2026-000412' } });

const BasketLineRequest = z.strictObject({
  line: LineId,
  item: ItemCode,
  quantity: z.int().min(1).max(QUANTITY_MAX),
  unitPriceCents: z.int().min(0).max(UNIT_PRICE_MAX_CENTS).optional().meta({
    description: "Price of one unit with tax; the catalogue's when not stated.",
  }),
  whose: z.enum(['recipient', 'companion']).default('recipient'),
});
export type BasketLineRequest = z.output<typeof BasketLineRequest>;

const authoriseShape = {
  transactionId: TransactionId,
  terminal: TerminalCode,
  terminalAt: Instant,
  means: Means,
  lines: z.array(BasketLineRequest).min(1).max(LINES_MAX),
  asked: z.array(ReliefId).max(50).default([]).meta({
    description: 'Reliefs that the answer must account for: applied, or why not.',
  }),
  spendPoints: z.int().min(0).max(1_000_000).default(0),
  coupons: z
    .array(
      z
        .string()
        .regex(/^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/)
        .max(40),
    )
    .max(20)
    .default([])
    .meta({ description: 'Codes of coupons that were shown.', example: ['SPRING-26'] }),
  companions: z.int().min(0).max(COMPANIONS_MAX).optional().meta({
    description:
      'How many companions there are; when not stated, one if a line is bought for a companion.',
  }),
};
const AUTHORISE_EXAMPLE = {
  transactionId: TRANSACTION_ID,
  terminal: 'pramis-1',
  terminalAt: '2026-03-11T12:00:00+02:00',
  means: { value: 'VEJ0000017' },
  lines: [CROSSING],
};
export const AuthoriseRequest = z
  .strictObject(authoriseShape)
  .meta({ description: 'A basket to authorise.', example: AUTHORISE_EXAMPLE });
export type AuthoriseRequest = z.output<typeof AuthoriseRequest>;

export const OneStepRequest = z.strictObject({ ...authoriseShape, proof: Proof.optional() }).meta({
  description: 'A basket to authorise and confirm in one call.',
  example: { ...AUTHORISE_EXAMPLE, proof: { kind: 'ticket', number: '2026-000412' } },
});
export type OneStepRequest = z.output<typeof OneStepRequest>;

const UnitsOfLine = z.strictObject({ line: LineId, quantity: z.int().min(0).max(QUANTITY_MAX) });
const RefundedUnits = z.strictObject({ line: LineId, quantity: z.int().min(1).max(QUANTITY_MAX) });

export const ConfirmRequest = z
  .strictObject({
    terminalAt: Instant,
    lines: z.array(UnitsOfLine).min(1).max(LINES_MAX).optional().meta({
      description:
        'Lines of which fewer units were sold: what remains. Lines not named are confirmed whole.',
    }),
    proof: Proof.optional(),
  })
  .meta({
    example: {
      terminalAt: '2026-03-11T12:01:00+02:00',
      lines: [{ line: '1', quantity: 1 }],
      proof: { kind: 'receipt', number: '771' },
    },
  });
export type ConfirmRequest = z.output<typeof ConfirmRequest>;

export const CancelRequest = z
  .strictObject({ terminalAt: Instant })
  .meta({ example: { terminalAt: '2026-03-11T12:01:00+02:00' } });
export type CancelRequest = z.output<typeof CancelRequest>;

export const RefundRequest = z
  .strictObject({
    refundId: RefundId,
    terminalAt: Instant,
    lines: z.array(RefundedUnits).min(1).max(LINES_MAX).optional().meta({
      description: 'Units to refund by line; all that is left when not stated.',
    }),
  })
  .meta({
    example: {
      refundId: 'refund-0001',
      terminalAt: '2026-03-12T09:30:00+02:00',
      lines: [{ line: '1', quantity: 1 }],
    },
  });
export type RefundRequest = z.output<typeof RefundRequest>;

export const IdentifyRequest = z
  .strictObject({ terminal: TerminalCode, terminalAt: Instant, means: Means })
  .meta({
    example: {
      terminal: 'pramis-1',
      terminalAt: '2026-03-11T12:00:00+02:00',
      means: { value: 'VEJ0000017' },
    },
  });
export type IdentifyRequest = z.output<typeof IdentifyRequest>;

export const ListQuery = z.strictObject({
  day: DayText.optional().meta({ description: 'One day of transactions; or from and to.' }),
  from: DayText.optional(),
  to: DayText.optional().meta({ description: 'The first day that is not listed.' }),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(LIST_MAX).default(100),
});
export type ListQuery = z.output<typeof ListQuery>;

export const DailyTotalsRequest = z
  .strictObject({
    day: DayText,
    confirmed: z.strictObject({
      count: z.int().min(0).max(COUNT_MAX),
      priceCents: Cents,
      reliefCents: Cents,
    }),
    refunded: z.strictObject({ count: z.int().min(0).max(COUNT_MAX), reliefCents: Cents }),
    transactions: z
      .array(z.strictObject({ transactionId: TransactionId, reliefCents: Cents }))
      .max(5_000)
      .optional()
      .meta({ description: 'Each confirmed transaction, so that differences can be named.' }),
  })
  .meta({
    example: {
      day: '2026-03-11',
      confirmed: { count: 1, priceCents: 300, reliefCents: 150 },
      refunded: { count: 0, reliefCents: 0 },
      transactions: [{ transactionId: TRANSACTION_ID, reliefCents: 150 }],
    },
  });
export type DailyTotalsRequest = z.output<typeof DailyTotalsRequest>;

export const TransactionPath = z.strictObject({ transactionId: TransactionId });
