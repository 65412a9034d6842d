import type { Database } from '../../database/database.ts';

/**
 * Takes up to `limit` records off the queue, oldest ids first. Digests are hexadecimal; a record that is
 * gone has none.
 */
export async function takeUnsealed(
  db: Database,
  limit: number,
): Promise<{ id: string; digest: string | null }[]> {
  return await db.query(
    `with taken as (
       delete from audit.unsealed
       where ctid = any (array(select ctid from audit.unsealed limit $1::int))
       returning record_id
     )
     select distinct taken.record_id as id, encode(records.digest, 'hex') as digest
     from taken
     left join audit.records on records.id = taken.record_id
     order by taken.record_id`,
    [limit],
  );
}
