import type { Day } from '../../../../platform/clock/day.ts';
import type { Database } from '../../../../platform/database/database.ts';

/** A person, somebody else at whom they looked, and when. */
export interface LookedPair {
  personId: string;
  otherId: string;
  day: Day;
  at: Date;
}

const SELECT = `
select exists (
  select from identity.mandates held
  where ((held.giver_id, held.holder_id) = (asked.person_id, asked.other_id)
      or (held.giver_id, held.holder_id) = (asked.other_id, asked.person_id))
    and held.given_at <= asked.at and coalesce(held.revoked_at > asked.at, true)
    and held.valid_from <= asked.day and coalesce(held.valid_to > asked.day, true)
) as mandated
from unnest($1::uuid[], $2::uuid[], $3::date[], $4::timestamptz[]) with ordinality
  as asked (person_id, other_id, day, at, place)
order by asked.place`;

/** Whether one of two persons held a mandate of the other when they looked: in the given order. */
export async function selectMandated(
  db: Database,
  asked: readonly LookedPair[],
): Promise<boolean[]> {
  if (asked.length === 0) return [];
  const column = <Name extends keyof LookedPair>(name: Name) => asked.map((pair) => pair[name]);
  const values = [column('personId'), column('otherId'), column('day'), column('at')];
  const rows = await db.query<{ mandated: boolean }>(SELECT, values);
  return rows.map(({ mandated }) => mandated);
}
