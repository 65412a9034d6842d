import type { Database } from '../../../platform/database/database.ts';

interface MappingRow {
  id: number;
  register: string;
  isInForce: boolean;
  /** Null: it is known. */
  text: string | null;
}

const SELECT = `
select mapping.id, mapping.register,
  exists (select from registers.followed where mapping_id = mapping.id) as "isInForce",
  case when mapping.id <> all ($1::integer[]) then mapping.text end as text
from registers.mappings mapping
order by mapping.id`;

/** Every mapping that was ever in force, in the order in which they were taken; the text of those not known. */
export async function selectMappings(
  db: Database,
  knownIds: readonly number[],
): Promise<MappingRow[]> {
  return await db.query<MappingRow & Record<string, unknown>>({
    name: 'registers-select-mappings',
    text: SELECT,
    values: [knownIds],
  });
}
