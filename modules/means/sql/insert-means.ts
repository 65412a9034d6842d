import type { Database } from '../../../platform/database/database.ts';

export interface MeansRow {
  id: string;
  personId: string;
  kind: string;
  /** Hexadecimal. */
  valueHash: string;
  keyVersion: number;
  issuerId: string | null;
  ending: string | null;
  validFrom: Date;
  validTo: Date | null;
  singleUse: boolean;
}

const INSERT = `
insert into means.means (
  id, person_id, kind, value_hash, key_version, issuer_id, ending, status, valid_from, valid_to,
  single_use
)
select
  "id", "personId", "kind", decode("valueHash", 'hex'), "keyVersion", "issuerId", "ending", 'active',
  "validFrom", "validTo", "singleUse"
from jsonb_to_recordset($1::jsonb) as given (
  "id" uuid, "personId" uuid, "kind" text, "valueHash" text, "keyVersion" smallint,
  "issuerId" uuid, "ending" text, "validFrom" timestamptz, "validTo" timestamptz,
  "singleUse" boolean
)
on conflict (value_hash) do nothing
returning id`;

/** Inserts means whose value nobody has yet; returns the ids of those. */
export async function insertMeans(db: Database, rows: readonly MeansRow[]): Promise<string[]> {
  const inserted = await db.query<{ id: string }>(INSERT, [JSON.stringify(rows)]);
  return inserted.map((row) => row.id);
}
