import { askingIds } from '../../platform/asking.ts';
import { addDays } from '../../platform/clock/day.ts';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import type { ListQuery } from './api.ts';
import type { ListAnswer } from './api-answers.ts';
import { readCursor, writeCursor } from './cursor.ts';
import { listOfIds } from './sql/list-of-ids.ts';

const PERIOD_MAX_DAYS = 366;

/** Transactions of the asking IDS in a period of days, in their order, page by page. */
export async function listTransactions(context: Context, query: ListQuery): Promise<ListAnswer> {
  const { idsId } = askingIds(context);
  const rows = await listOfIds(context.db, {
    idsId,
    ...periodOf(query),
    after: readCursor(query.cursor),
    atMost: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    transactions: page.map(({ id: _, ...row }) => ({
      ...row,
      serverAt: row.serverAt.toISOString(),
    })),
    next: last && rows.length > page.length ? writeCursor({ after: last.day, id: last.id }) : null,
  };
}

function periodOf({ day, from, to }: ListQuery): { from: string; to: string } {
  if (day !== undefined && from === undefined && to === undefined) {
    return { from: day, to: addDays(day, 1) };
  }
  const isPeriod = day === undefined && from !== undefined && to !== undefined && from < to;
  if (!isPeriod || addDays(from, PERIOD_MAX_DAYS) < to) throw new Refusal('period-wrong');
  return { from, to };
}
