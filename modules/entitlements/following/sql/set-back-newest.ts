import type { Database } from '../../../../platform/database/database.ts';

const SET_BACK = `
with newest as (
  delete from entitlements.waiting_persons
  where id = (
    select id from entitlements.waiting_persons order by id desc limit 1 for update skip locked
  )
  returning person_id, kinds, noted_at
)
insert into entitlements.waiting_persons (id, person_id, kinds, noted_at)
overriding system value
select (select least(min(id), 0) - 1 from entitlements.waiting_persons), person_id, kinds, noted_at
from newest`;

/** Puts the newest of those who wait behind all others. */
export async function setBackNewest(db: Database): Promise<void> {
  await db.query(SET_BACK);
}
