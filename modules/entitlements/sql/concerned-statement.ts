import { everGivenSql } from '../../reliefs/index.ts';
import type { Grounds } from '../grounds.ts';

/** Persons of a range who can ever be given one of the reliefs, or hold one of them. */
export function concernedStatement(
  { reliefs, concepts, grantors }: Grounds,
  {
    rows,
    reliefIds,
  }: {
    rows: (column: string) => string;
    /** The parameter that has the ids of the reliefs: `$3`. */
    reliefIds: string;
  },
): string {
  const ever = reliefs.flatMap(({ grantor, versions }) =>
    versions.map(({ instruction }) =>
      everGivenSql({ grantor, instruction }, { concepts, grantors, rows }),
    ),
  );
  return `
select person.person_id as "personId"
from persons.lives person
where ${rows('person.person_id')} and (${['false', ...new Set(ever)].join('\n  or ')})
union
select held.person_id
from entitlements.entitlements held
where ${rows('held.person_id')} and held.relief_id = any(${reliefIds}::uuid[])
  and held.superseded_at is null
union
select granted.person_id
from entitlements.held_grants granted
where ${rows('granted.person_id')} and granted.relief_id = any(${reliefIds}::uuid[])`;
}
