import type { Day } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';

const END = `
update reliefs.instructions as known
set valid_to = given.valid_to
from jsonb_to_recordset($1::jsonb) as given (id uuid, valid_to date)
where known.id = given.id and (known.valid_to is null or given.valid_to < known.valid_to)`;

/** Sets the first day on which open versions are no longer in force. */
export async function endInstructions(
  db: Database,
  ends: readonly { instructionId: string; to: Day }[],
): Promise<void> {
  const rows = ends.map(({ instructionId, to }) => ({ id: instructionId, valid_to: to }));
  await db.query(END, [JSON.stringify(rows)]);
}
