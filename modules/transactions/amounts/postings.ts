import type { Day } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import type { Cents } from '../../../platform/money/money.ts';
import type { Basket, KeptAmounts } from './kept-amounts.ts';

/** One entry of the books, as the database's functions take it. */
export interface PostingRow {
  id: string;
  sequence: number;
  line: string;
  relief_id: string;
  instruction_id: string;
  grantor_id: string;
  creditor: 'provider' | 'recipient';
  provider_id: string;
  day: Day;
  amount_cents: Cents;
}

/**
 * What an act writes into the books: grantor owes the provider what was paid at once, and the
 * recipient what is compensated afterwards. A refund takes the same back (`sign` -1).
 */
export function postingsOf(
  context: Pick<Context, 'ids'>,
  basket: Basket,
  act: { amounts: KeptAmounts; sequence: number; providerId: string; day: Day; sign?: 1 | -1 },
): PostingRow[] {
  return basket.applied.flatMap((applied, place): PostingRow[] => {
    const amountCents = (act.amounts.applied[place] ?? 0) * (act.sign ?? 1);
    if (amountCents === 0) return [];
    return [
      {
        id: context.ids.next(),
        sequence: act.sequence,
        line: applied.line,
        relief_id: applied.reliefId,
        instruction_id: applied.instructionId,
        grantor_id: applied.grantorId,
        creditor: applied.paid === 'at-once' ? 'provider' : 'recipient',
        provider_id: act.providerId,
        day: act.day,
        amount_cents: amountCents,
      },
    ];
  });
}
