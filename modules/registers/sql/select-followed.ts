import type { Database } from '../../../platform/database/database.ts';

/** A register that is followed, with the mapping in force and how far it is. */
export interface Followed {
  register: string;
  mappingId: number;
  mappingVersion: number;
  dataSet: string;
  dataSetVersion: number;
  text: string;
  digest: Buffer;
  position: number;
  /** While all records are read again: after which keyed hash. */
  rereadAfter: Buffer | null;
  /**
   * What is to be done about those whom no record named that was read again: count them, ask somebody
   * whether they may end, end what was said of them. Null: nothing.
   */
  absent: 'count' | 'ask' | 'end' | null;
  /** How many, of how many, and since when, while somebody is asked. */
  absentCount: number | null;
  absentHeld: number | null;
  absentSince: Date | null;
  /** Up to whom it is ended so far. */
  absentAfter: string | null;
  changedAt: Date | null;
  silentSince: Date | null;
  takenAt: Date;
}

const SELECT = `
select followed.register, followed.mapping_id as "mappingId", mapping.version as "mappingVersion",
  mapping.data_set as "dataSet", mapping.data_set_version as "dataSetVersion", mapping.text,
  mapping.digest, followed.position, followed.reread_after as "rereadAfter",
  followed.absent_held as "absentHeld", followed.absent_since as "absentSince",
  followed.absent, followed.absent_count as "absentCount", followed.absent_after as "absentAfter",
  followed.changed_at as "changedAt", followed.silent_since as "silentSince",
  mapping.taken_at as "takenAt"
from registers.followed followed
join registers.mappings mapping on mapping.id = followed.mapping_id
where $1::text is null or followed.register = $1::text
order by followed.mapping_id`;

/** What is followed: one register, or all in the order of their mappings. */
export async function selectFollowed(db: Database, register: string | null): Promise<Followed[]> {
  return await db.query<Followed & Record<string, unknown>>({
    name: 'registers-select-followed',
    text: SELECT,
    values: [register],
  });
}
