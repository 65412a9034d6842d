import type { Day } from '../../../platform/clock/day.ts';
import { grantSql, makePopulation } from '../../reliefs/index.ts';
import type { Grounds } from '../grounds.ts';

/**
 * Persons of a range who hold other entitlements on a day than facts and published instructions give
 * them: missing, ended, of another version, grantor, household or with other benefits. Each
 * entitlement is a text, and those of a person are in the order of their instructions.
 */
export function differingStatement(
  { reliefs, organisationIds, ...grounds }: Grounds,
  { day, rows }: { day: Day; rows: (column: string) => string },
): string {
  const population = makePopulation({ ...grounds, day, rows });
  const inForce = reliefs
    .flatMap(({ grantor, versions }) =>
      versions.map(({ instruction, instructionId }) => ({ grantor, instruction, instructionId })),
    )
    .filter(({ instruction: { from, to } }) => from <= day && (to === undefined || day < to))
    .sort((one, other) => (one.instructionId < other.instructionId ? -1 : 1));
  const entries = inForce.map((grant) => {
    const sql = grantSql(population, grant, (organisation) => organisationIds.get(organisation));
    return `case when ${sql.isGiven} then concat_ws(':', '${grant.instructionId}', ${sql.grantor},
      ${sql.shareGrantors}, ${sql.benefits}, ${sql.isProvisional}) end`;
  });
  return population.statement(
    { entries: `array_remove(array[${entries.join(',\n      ')}]::text[], null)` },
    `, due as (
  select person_id, entries from answered where cardinality(entries) > 0
), held as (
  select held.person_id,
    array_agg(
      concat_ws(':', held.instruction_id, held.grantor_id,
        array_to_string(held.share_grantor_ids, ','), array_to_string(held.benefits, ','),
        held.provisional)
      order by held.instruction_id
    ) as entries,
    bool_or(held.household_id is distinct from member.household_id) as has_moved
  from entitlements.entitlements held
  left join (
    select distinct on (m.person_id) m.person_id, m.household_id
    from persons.memberships m
    where ${rows('m.person_id')} and m.valid_from <= '${day}'
      and (m.valid_to is null or m.valid_to > '${day}')
    order by m.person_id, m.valid_from desc
  ) member on member.person_id = held.person_id
  where ${rows('held.person_id')} and held.superseded_at is null and held.source = 'facts'
    and held.valid_from <= '${day}' and (held.valid_to is null or held.valid_to > '${day}')
  group by held.person_id
)
select person_id as "personId"
from due full join held using (person_id)
where due.entries is distinct from held.entries or has_moved`,
  );
}
