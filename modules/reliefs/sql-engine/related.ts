import type { Day } from '../../../platform/clock/day.ts';
import type { Relation } from '../condition.ts';
import { makeProfile, type Profile } from './profile.ts';
import { currentSql, livesSql, quote, quoteAll } from './sql-text.ts';

/** What is asked about related persons, and what of it is told of the person. Each once. */
export interface Related {
  /** What is known of each related person. */
  profile: Profile;
  /** The column, in a row for each related person, of an expression about that person. */
  memberColumn(expression: string): string;
  /** The column, in a row for each person, of an aggregate over the related persons. */
  aggregate(expression: string): string;
  /** Which rows are of a relation; the person's own row too, if `self`. */
  isOf(relation: Relation, self?: boolean): string;
  /** The common table expressions of it, the last one `counted`, with its columns. */
  compile(asked: Asked): { ctes: string[]; columns: string[] };
}

interface Asked {
  day: Day;
  rows: (column: string) => string;
  /** Columns of the person that conditions about related persons need: the grantor's place. */
  ownColumns: readonly string[];
}

export function makeRelated(day: Day): Related {
  const profile = makeProfile(day);
  const relations = new Set<Relation | 'self'>();
  const members = columnsOf('w');
  const aggregates = columnsOf('g');
  return {
    profile,
    memberColumn: members.of,
    aggregate: aggregates.of,
    isOf: (relation, self) => {
      relations.add(relation);
      if (self) relations.add('self');
      return self ? `relation in (${quote(relation)}, 'self')` : `relation = ${quote(relation)}`;
    },
    compile: (asked) => {
      if (aggregates.list().length === 0) return { ctes: [], columns: [] };
      const ctes = [
        relatedSql([...relations], asked),
        ...profile.compile('member', (column) => `${column} in (select related_id from related)`),
        membersSql(profile, members.list(), asked.ownColumns),
        `counted as (
  select person_id, ${aggregates.list().join(',\n    ')}
  from members group by person_id
)`,
      ];
      return { ctes, columns: aggregates.names() };
    },
  };
}

/** Expressions by the columns that hold them. */
export interface Columns {
  of(expression: string): string;
  names(): string[];
  /** `expression as column`. */
  list(): string[];
}

export function columnsOf(prefix: string): Columns {
  const columns = new Map<string, string>();
  return {
    of: (expression: string) => {
      const column = columns.get(expression) ?? `${prefix}_${columns.size}`;
      columns.set(expression, column);
      return column;
    },
    names: () => [...columns.values()],
    list: () => [...columns].map(([expression, column]) => `${expression} as ${column}`),
  };
}

/** The related persons of the day who live on it, each once for a relation. */
function relatedSql(relations: readonly (Relation | 'self')[], { day, rows }: Asked): string {
  const own = `union all select person_id, 'self', person_id from people`;
  return `related as materialized (
  select one.person_id, one.relation, one.related_id, person.birth_date
  from (
    select distinct r.person_id, r.relation, r.related_id from persons.known_relations r
    where r.relation in (${quoteAll(relations)}) and ${rows('r.person_id')} and ${currentSql('r', day)}
    ${relations.includes('self') ? own : ''}
  ) one
  join persons.lives person on person.person_id = one.related_id
  where ${livesSql('person', day)}
)`;
}

function membersSql(
  profile: Profile,
  columns: readonly string[],
  ownColumns: readonly string[],
): string {
  const used = ownColumns.filter((column) =>
    columns.some((one) => one.includes(`asked_${column}`)),
  );
  const own = used.map((column) => `${column} as asked_${column}`);
  const stated = profile.columns();
  const held = stated.some((column) => column.startsWith('held_'));
  return `members as materialized (
  select ${['person_id', 'relation', 'birth_date', ...stated, ...columns].join(', ')}
  from (
    select ${[
      'related.person_id, related.relation, related.birth_date',
      `coalesce(bits, ${profile.none()}) as bits`,
      ...stated,
      ...used.map((column) => `asked_${column}`),
    ].join(', ')}
    from related
    left join member_stated on member_stated.person_id = related.related_id
    ${held ? 'left join member_held on member_held.person_id = related.related_id' : ''}
    ${
      own.length > 0
        ? `left join (select person_id as asked_id, ${own.join(', ')} from own_stated) own
      on own.asked_id = related.person_id`
        : ''
    }
  ) member
)`;
}
