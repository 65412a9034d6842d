import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';
import { LIST_CHANGES } from '../list-changes.ts';
import type { ListMode } from '../member-list.ts';

export interface ListEffect {
  /** Members on the day or later, as things stand. */
  members: number;
  added: number;
  /** Who leaves on the day, and whose membership ends sooner than it would have. */
  ended: number;
}

const COUNT = `${LIST_CHANGES}
select (select count(*) from last)::integer as members,
  (select count(*) from adding)::integer as added,
  ((select count(*) from leaving)
    + (select count(*) from moving where is_shortened))::integer as ended`;

/** What a list would do to the members of its group from a day on. */
export async function countListEffect(
  db: Database,
  listId: string,
  { groupId, mode, today }: { groupId: string; mode: ListMode; today: Day },
): Promise<ListEffect> {
  const [row] = await db.query<ListEffect & Record<string, unknown>>(COUNT, [
    listId,
    groupId,
    mode,
    today,
  ]);
  return row ?? { members: 0, added: 0, ended: 0 };
}
