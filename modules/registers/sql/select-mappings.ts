import type { Database } from '../../../platform/database/database.ts';

export interface TakenMapping {
  register: string;
  text: string;
  isInForce: boolean;
}

const SELECT = `
select mapping.register, mapping.text,
  exists (select from registers.followed where mapping_id = mapping.id) as "isInForce"
from registers.mappings mapping
order by mapping.id`;

/** Every mapping that was ever in force, in the order in which they were taken. */
export async function selectMappings(db: Database): Promise<TakenMapping[]> {
  return await db.query<TakenMapping & Record<string, unknown>>({
    name: 'registers-select-mappings',
    text: SELECT,
    values: [],
  });
}
