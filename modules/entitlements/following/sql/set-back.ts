import type { Database } from '../../../../platform/database/database.ts';

const SET_BACK = `
with taken as (
  delete from entitlements.waiting_persons
  where id = (
    select id from entitlements.waiting_persons where id = $1::bigint for update skip locked
  )
  returning person_id, kinds, noted_at
)
insert into entitlements.waiting_persons (id, person_id, kinds, noted_at)
overriding system value
select nextval('entitlements.set_back_places'), person_id, kinds, noted_at from taken`;

/** Puts one of those who wait behind all others; not when another server has taken it by now. */
export async function setBack(db: Database, id: number): Promise<void> {
  await db.query(SET_BACK, [id]);
}
