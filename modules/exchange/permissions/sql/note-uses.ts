import type { AuditRecord } from '../../../../platform/audit/index.ts';
import type { Day } from '../../../../platform/clock/day.ts';
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
  /** Of the quota: its first day; null when it is in all. */
  period: Day | null;
}

/** A use with those whom it was about, and its record of the audit. */
export interface Note {
  use: Use;
  personHashes: readonly Buffer[];
  audit: AuditRecord;
}

/** Which limit was reached, if any: then nothing of it is written. */
export type UseOutcome = 'taken' | 'quota' | 'rate';

const MINUTE_MS = 60_000;

/** Takes uses of permissions and writes them down, each or nothing of it: in one statement. */
export async function noteUses(db: Database, notes: readonly Note[]): Promise<UseOutcome[]> {
  const given = notes.map(({ use, personHashes, audit }) => ({
    ...use,
    minute: Math.floor(use.usedAt.getTime() / MINUTE_MS),
    persons: personHashes.map((hash) => hash.toString('hex')),
    audit,
  }));
  const [row] = await db.query<{ outcomes: UseOutcome[] }>({
    name: 'exchange-note-uses',
    text: 'select exchange.note_uses($1::jsonb) as outcomes',
    values: [JSON.stringify(given)],
  });
  if (!row) throw new Error('Uses were not noted.');
  return row.outcomes;
}
