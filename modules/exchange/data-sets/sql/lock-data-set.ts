import type { Database } from '../../../../platform/database/database.ts';

interface LockedDataSet {
  id: string;
  organisationId: string;
}

const INSERT = `
insert into exchange.data_sets (id, code, organisation_id, created_at)
values ($1::uuid, $2::text, $3::uuid, $4::timestamptz)
on conflict (code) do nothing`;

const LOCK = `
select id, organisation_id as "organisationId" from exchange.data_sets
where code = $1::text
for update`;

/**
 * The data set of a code, made when there is none; it stays as it is until the transaction ends. Undefined:
 * it is another institution's, whose rows whoever asks may not hold.
 */
export async function lockDataSet(
  db: Database,
  given: { id: string; code: string; organisationId: string; createdAt: Date },
): Promise<LockedDataSet | undefined> {
  await db.query(INSERT, [given.id, given.code, given.organisationId, given.createdAt]);
  const [row] = await db.query<LockedDataSet & Record<string, unknown>>(LOCK, [given.code]);
  return row;
}
