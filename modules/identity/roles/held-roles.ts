/** SQL of the roles that an official (`official`) holds on the day of a parameter. */
export const HELD_ROLES = (day: string) => `array(
  select held.role from identity.role_assignments held
  where held.official_id = official.id and held.approved_at is not null and held.ended_at is null
    and held.valid_from <= ${day}::date and held.valid_to > ${day}::date
  order by held.role
)`;
