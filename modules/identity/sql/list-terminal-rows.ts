import type { Database } from '../../../platform/database/database.ts';
import type { Terminal } from '../session.ts';
import { type TerminalRow, terminalOf } from './terminal-row.ts';

/** Terminals that may sign on, by organisation and point of service. */
export async function listTerminalRows(db: Database, limit: number): Promise<Terminal[]> {
  const rows = await db.query<TerminalRow>(
    `select id, code, ids_id, organisation_id, organisation_lv, organisation_en, point_lv, point_en
     from providers.terminals_to_sign_on
     order by organisation_lv, point_lv, code
     limit $1::integer`,
    [limit],
  );
  return rows.map(terminalOf);
}
