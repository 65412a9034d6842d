import type { AuditRecord } from '../../../../platform/audit/index.ts';
import type { Database } from '../../../../platform/database/database.ts';

/** One use of records, as the use log keeps it. */
export interface Use {
  id: string;
  usedAt: Date;
  versionId: number;
  revision: number;
  permissionId: string | null;
  organisationId: string | null;
  actorKind: string;
  actorId: string | null;
  how: string;
  /** Null: all of them were streamed. */
  records: number | null;
  /** They may be about anybody in the data set. */
  allPersons: boolean;
  priceCents: number;
}

const MINUTE_MS = 60_000;

/**
 * Takes a use of the permission, when there is one, and writes it with those whom it was about and the
 * audit's record, in one statement. Says which limit was reached; then nothing is written.
 */
export async function noteUse(
  db: Database,
  { use, personHashes, audit }: { use: Use; personHashes: readonly Buffer[]; audit: AuditRecord },
): Promise<'taken' | 'quota' | 'rate'> {
  const minute = Math.floor(use.usedAt.getTime() / MINUTE_MS);
  const values = [JSON.stringify(use), personHashes, JSON.stringify([audit]), minute];
  const [row] = await db.query<{ outcome: 'taken' | 'quota' | 'rate' }>({
    name: 'exchange-note-use',
    text: 'select exchange.note_use($1::jsonb, $2::bytea[], $3::jsonb, $4::bigint) as outcome',
    values,
  });
  if (!row) throw new Error('A use was not noted.');
  return row.outcome;
}
