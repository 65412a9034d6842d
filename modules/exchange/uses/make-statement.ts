import { rigaDay } from '../../../platform/clock/day.ts';
import { type Context, STATEMENT_ROLES } from '../../../platform/context.ts';
import { type Part, partyOf } from '../permissions/list-permissions.ts';
import type { StatementAnswer } from './api.ts';
import { selectStatement } from './sql/select-statement.ts';

/**
 * What permissions were used in a month (of Riga) and what that comes to, for their source or holder. It
 * is counted from the use log, in which nothing changes: of a month that is over it is always the same.
 */
export async function makeStatement(
  context: Context,
  asked: { month: string; as: Part; after?: string | undefined; limit: number },
): Promise<StatementAnswer> {
  const { month, as, after = '', limit } = asked;
  const party = partyOf(context, as, STATEMENT_ROLES);
  const rows = await selectStatement(context.db, { month, ...party, after, limit });
  const [first] = rows;
  const last = rows.length === limit ? rows.at(-1) : undefined;
  return {
    month,
    isFinal: rigaDay(context.clock.now()).slice(0, 7) > month,
    uses: first?.allUses ?? 0,
    amountCents: first?.allCents ?? 0,
    lines: rows.map(({ allUses: _uses, allCents: _cents, ...line }) => line),
    next: last?.permission ?? null,
  };
}
