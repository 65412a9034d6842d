/**
 * The beginning of a statement about what a list ($1) does to the members of its group ($2) in its
 * mode ($3) from a day on ($4), so that what is counted is what is done.
 *
 * `leaving`: whom a snapshot leaves out, or whom the list ends on the day or before: what is over is
 * never changed. `moving`: other members, or who will be, keep the first day, and the last such
 * membership gets the end of the list. `adding`: of those who are no members a membership begins, not
 * before their last one ended.
 */
export const LIST_CHANGES = `
with held as materialized (
  select person_id, valid_from, valid_to from entitlements.group_members
  where group_id = $2::uuid and (valid_to is null or valid_to > $4::date)
), listed as materialized (
  select person_id, valid_from, valid_to from entitlements.member_list_rows
  where list_id = $1::uuid
), last as (
  select distinct on (person_id) person_id, valid_from, valid_to from held
  order by person_id, valid_from desc
), past as (
  select person_id, max(valid_to) as ended_on from entitlements.group_members
  where group_id = $2::uuid and valid_to <= $4::date
  group by person_id
), leaving as (
  select person_id from last
  where person_id in (select person_id from listed where valid_to <= $4::date)
    or ($3::text = 'snapshot' and person_id not in (select person_id from listed))
), moving as (
  select person_id, last.valid_from, listed.valid_to,
    coalesce(listed.valid_to < coalesce(last.valid_to, 'infinity'), false) as is_shortened
  from last join listed using (person_id)
  where last.valid_to is distinct from listed.valid_to
    and coalesce(listed.valid_to, 'infinity') > greatest(last.valid_from, $4::date)
), adding as (
  select person_id, greatest(listed.valid_from, past.ended_on) as valid_from, listed.valid_to
  from listed left join past using (person_id)
  where person_id not in (select person_id from held)
    and coalesce(listed.valid_to, 'infinity') > greatest(listed.valid_from, past.ended_on)
)`;
