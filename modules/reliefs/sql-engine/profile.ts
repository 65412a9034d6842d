import type { Day } from '../../../platform/clock/day.ts';
import { type FactBits, makeFactBits } from './fact-bits.ts';
import { currentSql, quote, quoteAll } from './sql-text.ts';

/** What `group` memberships are called among the facts: no kind of fact has a space in its code. */
export const GROUPS = 'recipient group';

/** Columns that one pass over the facts of each person makes, as far as somebody asks for them. */
export interface Profile {
  bits: FactBits;
  /** The column of the sum of the current values of a kind, null without any. */
  sumOf(kind: string): string;
  /** The column of the place among the grantors, told by the newest value of a kind. */
  placeOf(kind: string): string;
  /** The column of the days of a window on which some fact passes; `test` asks of a row `f`. */
  daysHeld(days: { kind: string; from: Day; below: Day; tests: readonly string[] }): string;
  columns(): string[];
  /** The common table expressions of it; `rows` narrows a column of persons' ids. */
  compile(name: string, rows: (column: string) => string): string[];
  none(): string;
}

interface HeldColumn {
  kind: string;
  window: string;
  tests: readonly string[];
  column: string;
}

export function makeProfile(day: Day): Profile {
  const bits = makeFactBits();
  const sums = new Map<string, string>();
  const places = new Map<string, string>();
  const held = new Map<string, HeldColumn>();
  const column = (map: Map<string, string>, name: string, kind: string) => {
    const found = map.get(kind) ?? `${name}_${map.size}`;
    map.set(kind, found);
    return found;
  };
  return {
    bits,
    sumOf: (kind) => column(sums, 'sum', kind),
    placeOf: (kind) => column(places, 'place', kind),
    daysHeld: ({ kind, from, below, tests }) => {
      const window = `daterange(greatest(${quote(from)}::date, birth_date), ${quote(below)}::date)`;
      const name = JSON.stringify([kind, window, tests]);
      const found = held.get(name) ?? { kind, window, tests, column: `held_${held.size}` };
      held.set(name, found);
      return found.column;
    },
    columns: () => [
      ...sums.values(),
      ...places.values(),
      ...[...held.values()].map((one) => one.column),
    ],
    none: bits.none,
    compile: (name, rows) => {
      const ctes = [statedSql({ name, day, rows, bits, sums, places })];
      if (held.size > 0) ctes.push(heldSql({ name, day, rows, held: [...held.values()] }));
      return ctes;
    },
  };
}

interface Stated {
  name: string;
  day: Day;
  rows: (column: string) => string;
  bits: FactBits;
  sums: ReadonlyMap<string, string>;
  places: ReadonlyMap<string, string>;
}

/**
 * One row for each person about whom something is stated on the day. The newest value is found as
 * the least text: first how long ago it began, then the id of the fact.
 */
function statedSql({ name, day, rows, bits, sums, places }: Stated): string {
  const { lookup, key, otherwise } = bits.compile();
  const kinds = [...new Set([...bits.kinds(), ...sums.keys(), ...places.keys()])];
  const columns = [
    `f.person_id, bit_or(coalesce(asked.bits, ${otherwise})) as bits`,
    ...[...sums].map(
      ([kind, column]) => `sum(f.number) filter (where f.kind = ${quote(kind)}) as ${column}`,
    ),
    ...[...places].map(
      ([kind, column]) =>
        `right(min((9999999 - (f.valid_from - date '0001-01-01'))::text || f.id::text ||
    lpad(asked.place::text, 6, '0') collate "C")
    filter (where f.kind = ${quote(kind)} and asked.place is not null), 6)::integer as ${column}`,
    ),
  ];
  return `${name}_stated as (
  select ${columns.join(',\n    ')}
  from (${factRows(kinds, rows, currentSql('f', day))}) f
  left join (${lookup}) asked (kind, key, bits, place) on asked.kind = f.kind and asked.key = ${key}
  group by f.person_id
)`;
}

function factRows(
  kinds: readonly string[],
  rows: (column: string) => string,
  current: string,
): string {
  const facts = kinds.filter((kind) => kind !== GROUPS);
  const parts: string[] = [];
  if (facts.length > 0 || kinds.length === 0) {
    parts.push(`select f.person_id, f.id, f.kind, f.code, f.number, f.day, f.valid_from, f.valid_to,
    f.since from persons.known_facts f
    where f.kind in (${facts.length ? quoteAll(facts) : 'null'}) and ${rows('f.person_id')} and ${current}`);
  }
  if (kinds.includes(GROUPS)) {
    parts.push(`select f.person_id, null::uuid as id, ${quote(GROUPS)} as kind, f.code,
    null::bigint as number, null::date as day, f.valid_from, f.valid_to, f.valid_from as since
    from entitlements.person_groups f
    where ${rows('f.person_id')} and ${current}`);
  }
  return parts.join('\n  union all\n  ');
}

/** Days of a window: what a multirange of the periods covers, of all tests at once. */
function heldSql({
  name,
  day,
  rows,
  held,
}: Pick<Stated, 'name' | 'day' | 'rows'> & { held: readonly HeldColumn[] }): string {
  const columns = held.map(({ kind, window, tests, column }) => {
    const ranges = tests.map(
      (test) => `range_agg(daterange(f.valid_from, f.valid_to) * ${window})
      filter (where f.kind = ${quote(kind)} and ${test})`,
    );
    return `(select sum(upper(piece) - lower(piece))
      from unnest(${ranges.join(' * ')}) piece)::integer as ${column}`;
  });
  const kinds = [...new Set(held.map(({ kind }) => kind))];
  return `${name}_held as (
  select f.person_id, ${columns.join(',\n    ')}
  from (${factRows(kinds, rows, `f.valid_from <= ${quote(day)}`)}) f
  join persons.lives person on person.person_id = f.person_id
  where person.birth_date <= ${quote(day)}
  group by f.person_id
)`;
}
