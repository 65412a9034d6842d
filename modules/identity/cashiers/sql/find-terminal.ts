import type { Database } from '../../../../platform/database/database.ts';
import type { Terminal } from '../../session.ts';
import { type TerminalRow, terminalOf } from '../../sql/terminal-row.ts';

/** A terminal that may sign on, by its id. */
export async function findTerminal(db: Database, id: string): Promise<Terminal | undefined> {
  const [row] = await db.query<TerminalRow>(
    `select id, code, ids_id, organisation_id, organisation_lv, organisation_en, point_lv, point_en
     from providers.terminals_to_sign_on
     where id = $1::uuid`,
    [id],
  );
  return row && terminalOf(row);
}
