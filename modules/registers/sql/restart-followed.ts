import type { Database } from '../../../platform/database/database.ts';

const RESTART = `
with faults as (
  delete from registers.faults where register = $1::text
)
update registers.followed as followed
set position = 0, changed_at = null
where followed.register = $1::text`;

/** Begins a register anew: positions, keys and faults are those of a data set that it follows no more. */
export async function restartFollowed(db: Database, register: string): Promise<void> {
  await db.query({ name: 'registers-restart-followed', text: RESTART, values: [register] });
}
