import type { Database } from '../../../platform/database/database.ts';
import type { Session } from '../session.ts';
import type { AssuranceLevel } from '../sign-on/assurance-level.ts';
import { type TerminalRow, terminalOf } from './terminal-row.ts';

type Row = {
  session_id: string;
  expires_at: Date;
  person_id: string | null;
  represented_id: string | null;
  represented_organisation_id: string | null;
  official_id: string | null;
  level: AssuranceLevel | null;
  means: string | null;
  confined_to: string | null;
  used_at: Date | null;
} & (TerminalRow | { [column in keyof TerminalRow]: null });

export type FoundSession = Session & { usedAt: Date | null };

/**
 * The living session of a secret, which a person has used since an instant. A terminal that was
 * suspended since has none.
 */
export async function findSessionByHash(
  db: Database,
  secretHash: Buffer,
  { now, usedSince }: { now: Date; usedSince: Date },
): Promise<FoundSession | undefined> {
  const [row] = await db.query<Row>({
    name: 'identity.find-session',
    text: `select
       session.id as session_id, session.expires_at, session.person_id,
       session.represented_id, session.represented_organisation_id, session.official_id,
       session.level, session.used_at, session.means, session.confined_to,
       terminal.id, terminal.code, terminal.ids_id, terminal.organisation_id,
       terminal.organisation_lv, terminal.organisation_en, terminal.point_lv, terminal.point_en
     from identity.sessions session
     left join providers.terminals_to_sign_on terminal on terminal.id = session.terminal_id
     where session.secret_hash = $1::bytea
       and session.ended_at is null
       and session.expires_at > $2::timestamptz
       and (session.person_id is null or session.used_at > $3::timestamptz)`,
    values: [secretHash, now, usedSince],
  });
  if (!row) return undefined;
  const base = { id: row.session_id, expiresAt: row.expires_at, usedAt: row.used_at };
  if (row.person_id) {
    const { person_id: personId, represented_id: representedId, official_id: officialId } = row;
    const { represented_organisation_id: representedOrganisationId } = row;
    const { means, confined_to: confinedTo } = row;
    const terminal = row.id === null ? null : terminalOf(row);
    const acting = { representedId, representedOrganisationId, officialId, terminal, confinedTo };
    return { ...base, kind: 'person', personId, level: row.level ?? 'low', means, ...acting };
  }
  if (row.id === null) return undefined;
  return { ...base, kind: 'terminal', terminal: terminalOf(row) };
}
