import type { Day } from '../../../platform/clock/day.ts';
import type { Profile } from './profile.ts';
import type { Columns, Related } from './related.ts';
import { livesSql, sortedArray } from './sql-text.ts';

/** All that conditions have asked for. */
interface AskedOfAll {
  day: Day;
  rows: (column: string) => string;
  profile: Profile;
  related: Related;
  /** Expressions that are worked out for each person. */
  verdicts: Columns;
  /** Days between which it matters when a person was born. */
  births: ReadonlySet<Day>;
}

/**
 * `with …, profiles as (…)`: one row for all persons who are the same in what is asked, born in the
 * same stretch of days: any day of birth of that stretch stands for all.
 */
export function profilesSql(asked: AskedOfAll): string {
  const { day, rows, profile, related, verdicts, births } = asked;
  const stated = profile.columns();
  const places = stated.filter((column) => column.startsWith('place_'));
  const isHeld = stated.some((column) => column.startsWith('held_'));
  const { ctes, columns } = related.compile({ day, rows, ownColumns: places });
  const same = ['bits', ...places, ...verdicts.names()].join(', ');
  const days = [...births].sort();
  const bucket = days.length ? `, width_bucket(birth_date, ${sortedArray('date', days)})` : '';
  return `with people as materialized (
  select person.person_id, person.birth_date
  from persons.lives person
  where ${rows('person.person_id')} and ${livesSql('person', day)}
), ${[...profile.compile('own', rows), ...ctes].join(', ')}, seen as (
  select ${['person_id', 'birth_date', `coalesce(bits, ${profile.none()}) as bits`]
    .concat(places, verdicts.list())
    .join(',\n    ')}
  from people
  left join own_stated using (person_id)
  ${isHeld ? 'left join own_held using (person_id)' : ''}
  ${columns.length > 0 ? 'left join counted using (person_id)' : ''}
), profiles as (
  select ${same}, min(birth_date) as birth_date, array_agg(person_id) as person_ids
  from seen
  group by ${same}${bucket}
)`;
}
