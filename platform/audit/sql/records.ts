import type { Database } from '../../database/database.ts';
import type { AuditEnvelope } from '../audit-record.ts';

/** A record as it is stored, for proof. Bytes are hexadecimal. */
export interface StoredRecord extends AuditEnvelope {
  content: string | null;
  salt: string | null;
  content_digest: string | null;
  digest: string;
}

export async function readRecords(
  db: Database,
  ids: readonly string[],
): Promise<Map<string, StoredRecord>> {
  const rows = await db.query<StoredRecord & Record<string, unknown>>(
    `select id,
       to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at,
       act, actor_kind, actor_id, subject_person_id, organisation_id, request_id,
       content, encode(salt, 'hex') as salt, encode(content_digest, 'hex') as content_digest,
       encode(digest, 'hex') as digest
     from audit.records where id = any ($1::uuid[])`,
    [ids],
  );
  const records = new Map<string, StoredRecord>();
  for (const row of rows) {
    // Written to the millisecond: anything finer was put there by another hand, and shows.
    if (row.recorded_at.endsWith('000Z')) row.recorded_at = `${row.recorded_at.slice(0, -4)}Z`;
    records.set(row.id, row);
  }
  return records;
}

/** Records that stand in no block and do not wait for one: nobody wrote them by the front door. */
export async function listStrayRecords(db: Database, limit: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select records.id from audit.records
     where not exists (
         select from (select unnest(record_ids) as id from audit.blocks) as sealed
         where sealed.id = records.id
       )
       and not exists (select from audit.unsealed where record_id = records.id)
     order by records.id limit $1::int`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

/** Records that stand in more than one place of the chain. */
export async function listRepeatedRecords(db: Database, limit: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select id from (select unnest(record_ids) as id from audit.blocks) as sealed
     group by id having count(*) > 1 order by id limit $1::int`,
    [limit],
  );
  return rows.map(({ id }) => id);
}

export async function countUnsealed(db: Database): Promise<number> {
  const [row] = await db.query<{ count: number }>('select count(*) as count from audit.unsealed');
  return row?.count ?? 0;
}
