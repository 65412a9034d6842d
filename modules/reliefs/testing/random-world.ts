import { addDays, addYears, type Day, LAST_DAY } from '../../../platform/clock/day.ts';
import type { Database } from '../../../platform/database/database.ts';
import type { FactKind } from '../../classifiers/fact-kind.ts';

/** A small world whose days meet often: everything begins, ends and is asked on the same few. */
export interface WorldOptions {
  seed: number;
  persons: number;
  kinds: readonly FactKind[];
  /** Codes that facts of a kind may have. */
  codesOf: (kind: FactKind) => readonly string[];
  groups: readonly string[];
}

export interface World {
  personIds: string[];
  /** The days on which things happen. */
  days: readonly Day[];
  /** One of the days on which things happen, or the day before or after. */
  someDay(): Day;
  /** A whole number below a limit. */
  below(limit: number): number;
  pick<T>(from: readonly T[]): T;
}

type Row = Record<string, string | number | null>;

/** Days on which many of that world are born, in order; many more are born on its other days. */
export const BORN_OFTEN = ['2000-02-29', '2008-02-29', '2012-08-31'] as const;

/** Fills the tables of persons, households, relations, facts and groups at random, by a seed. */
export async function fillRandomWorld(db: Database, options: WorldOptions): Promise<World> {
  const random = makeRandom(options.seed);
  const { below, pick, id } = random;
  const days = Array.from({ length: 24 }, () => addDays('2022-01-01', below(1600)));
  const day = () => pick(days);
  const period = (): Row => {
    const from = addYears(day(), -below(3));
    const to = pick([null, day(), addDays(from, 1 + below(900))]);
    return { valid_from: from, valid_to: to !== null && to > from ? to : null };
  };
  const personIds = Array.from({ length: options.persons }, id);
  const householdIds = Array.from({ length: options.persons / 3 }, id);
  const value = (kind: FactKind): Row => {
    const row = { kind: kind.code, code: null, number: null, day: null, register: kind.register };
    if (kind.type === 'date') {
      return { ...row, day: below(8) === 0 ? LAST_DAY : addYears(day(), -below(4)) };
    }
    if (kind.type === 'boolean') return { ...row, number: below(2) };
    if (kind.type === 'integer') return { ...row, number: below(13) };
    if (kind.type === 'money') return { ...row, number: 100 * below(1000) + below(3) };
    return { ...row, code: pick(options.codesOf(kind)) };
  };
  const facts = (about: FactKind['of'], of: readonly string[], each: number) => {
    const kinds = options.kinds.filter((kind) => kind.of === about);
    if (kinds.length === 0) return [];
    return of.flatMap((owner) =>
      Array.from({ length: below(each) }, () => ({
        [`${about}_id`]: owner,
        ...{ id: id(), ...value(pick(kinds)), ...period(), recorded_at: '2026-01-01' },
      })),
    );
  };
  await insertRows(
    db,
    'persons.persons',
    personIds.map((person, index) => ({
      ...{ id: person, personal_code_encrypted: '\\x00', key_version: 1, name_encrypted: '\\x00' },
      personal_code_hash: `\\x${index.toString(16).padStart(8, '0')}`,
      birth_date: pick([addYears(day(), -below(80)), day(), ...BORN_OFTEN]),
      death_date: below(12) === 0 ? day() : null,
    })),
  );
  await insertRows(
    db,
    'persons.households',
    householdIds.map((one) => ({ id: one })),
  );
  await insertRows(
    db,
    'persons.household_members',
    personIds.flatMap((person) =>
      Array.from({ length: below(3) }, () => ({
        ...{ person_id: person, household_id: pick(householdIds), ...period() },
      })),
    ),
  );
  await insertRows(
    db,
    'persons.relations',
    personIds.flatMap((person) => {
      const kind = pick(['parent', 'guardian', 'carer', 'companion']);
      const others = Array.from({ length: below(4) }, () => pick(personIds));
      return [...others, ...others.slice(0, below(2))]
        .filter((other) => other !== person)
        .map((other) => ({ person_id: person, related_id: other, kind, ...period() }));
    }),
  );
  await insertRows(db, 'persons.facts', facts('person', personIds, 14));
  await insertRows(db, 'persons.household_facts', facts('household', householdIds, 4));
  await fillGroups(db, { ...options, personIds, random, period });
  return {
    personIds,
    days,
    below,
    pick,
    someDay: () => addDays(below(8) === 0 ? addYears(day(), below(3) - 1) : day(), below(3) - 1),
  };
}

async function fillGroups(
  db: Database,
  {
    groups,
    personIds,
    random: { id, below, pick },
    period,
  }: WorldOptions & { personIds: string[]; random: Random; period: () => Row },
): Promise<void> {
  const names = { name_lv: 'Kopa', name_en: 'Group' };
  const grantor = { id: id(), code: 'groups-grantor', kind: 'institution', ...names };
  await insertRows(db, 'persons.organisations', [grantor]);
  const rows = groups.map((code) => ({ id: id(), code, grantor_id: grantor.id, ...names }));
  await insertRows(db, 'entitlements.recipient_groups', rows);
  const members = personIds.flatMap((person) =>
    Array.from({ length: below(3) }, () => ({
      ...{ person_id: person, group_id: pick(rows).id, ...period(), consent_at: '2026-01-01' },
    })),
  );
  await insertRows(db, 'entitlements.group_members', members);
}

/** Rows whose key is there already are left out: periods that begin on the same day. */
export async function insertRows(db: Database, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).join(', ');
  await db.query(
    `insert into ${table} (${columns})
     select ${columns} from jsonb_populate_recordset(null::${table}, $1::jsonb)
     on conflict do nothing`,
    [JSON.stringify(rows)],
  );
}

type Random = ReturnType<typeof makeRandom>;

/** Numbers by a seed (mulberry32). */
function makeRandom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(from: readonly T[]): T => from[below(from.length)] as T;
  const hexadecimal = (digits: number) =>
    Array.from({ length: digits }, () => below(16).toString(16)).join('');
  const id = () => [8, 4, 4, 4, 12].map(hexadecimal).join('-');
  return { below, pick, id };
}
