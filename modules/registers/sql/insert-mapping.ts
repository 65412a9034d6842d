import type { Database } from '../../../platform/database/database.ts';

export interface MappingRow {
  register: string;
  version: number;
  dataSet: { code: string; version: number };
  text: string;
  digest: Buffer;
  takenAt: Date;
}

const INSERT = `
insert into registers.mappings
  (register, version, data_set, data_set_version, text, digest, taken_at)
values ($1::text, $2::integer, $3::text, $4::smallint, $5::text, $6::bytea, $7::timestamptz)
returning id`;

/** Keeps the text of a mapping; gives its id. */
export async function insertMapping(db: Database, row: MappingRow): Promise<number> {
  const { register, version, dataSet, text, digest, takenAt } = row;
  const values = [register, version, dataSet.code, dataSet.version, text, digest, takenAt];
  const [held] = await db.query<{ id: number }>(INSERT, values);
  if (!held) throw new Error('A mapping was not kept.');
  return held.id;
}
