import { askingPerson } from '../../../platform/asking.ts';
import type { Context } from '../../../platform/context.ts';
import { readCursor, writeCursor } from '../cursor.ts';
import type { HistoryAnswer, HistoryQuery, HistoryRow } from '../recipient-api.ts';
import { type Catalogue, getCatalogue } from '../reference.ts';
import { listOfPerson, type OwnRow } from '../sql/list-of-person.ts';

/** The asking person's transactions, newest first, page by page. */
export async function listOwnTransactions(
  context: Context,
  query: HistoryQuery,
): Promise<HistoryAnswer> {
  const personId = askingPerson(context);
  const [catalogue, rows] = await Promise.all([
    getCatalogue(context),
    listOfPerson(context.db, {
      personId,
      after: readCursor(query.cursor),
      atMost: query.limit + 1,
    }),
  ]);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    transactions: page.map((row) => ({
      ...historyFields(row),
      reliefs: reliefNames(row.instructionIds, catalogue),
    })),
    next:
      last && rows.length > page.length
        ? writeCursor({ after: last.at.toISOString(), id: last.id })
        : null,
  };
}

/** What the history and the whole story of a transaction have in common. */
export function historyFields(row: OwnRow): Omit<HistoryRow, 'reliefs'> {
  return {
    id: row.id,
    state: row.state,
    day: row.day,
    at: row.at.toISOString(),
    provider: row.provider,
    pointOfService: row.pointOfService,
    priceCents: row.priceCents,
    reliefCents: row.reliefCents,
    recipientPaysCents: row.priceCents - row.reliefCents,
    compensationCents: row.compensationCents,
    refundedReliefCents: row.refundedReliefCents,
  };
}

function reliefNames(instructionIds: readonly string[], catalogue: Catalogue) {
  return instructionIds.map((id) => reliefName(id, catalogue));
}

/** The full name: the recipient may know everything about the own reliefs. */
export function reliefName(
  instructionId: string,
  catalogue: Catalogue,
): { lv: string; en: string } {
  const entry = catalogue.instructions.get(instructionId);
  return entry?.name ?? { lv: 'Atvieglojums', en: 'Relief' };
}
