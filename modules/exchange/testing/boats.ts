import fc from 'fast-check';
import { expect } from 'vitest';
import type { RowFilter, Terms } from '../permissions/terms.ts';
import type { Asking, Told } from './ways-of-reading.ts';

export const KEY_FIELDS = ['pier', 'place'];

export const boats = (code: string) => `
code: ${code}
name: { lv: Laivas, en: Boats }
institution: m-0099000
key: [pier, place]
lookup: [pier]
recordVersion: stamp
fields:
  - { name: pier, class: none }
  - { name: place, type: integer, class: none }
  - { name: stamp, type: integer, class: none, required: true }
  - { name: territory, class: pseudonymous }
  - { name: rigging, class: none }
  - { name: boatLabel, class: none }
  - { name: helmsman, type: personal-code, class: personal }
  - { name: skipperName, class: personal }
  - { name: ailment, class: special }
  - { name: trips, list: [{ name: harbour, class: none }, { name: passenger, class: personal }] }
  - { name: crew, list: [{ name: nickname, class: none }, { name: berth, class: none }] }
`;

export const PATHS = [
  ...['stamp', 'territory', 'rigging', 'boatLabel', 'helmsman', 'skipperName', 'ailment'],
  ...['trips', 'trips.harbour', 'trips.passenger', 'crew', 'crew.nickname', 'crew.berth'],
];
export const NAMES = [...new Set(PATHS.flatMap((path) => path.split('.')))];

export type PlainRecord = Record<string, unknown>;
export interface Operation {
  pier: string;
  place: number;
  gone: boolean;
  territory: string | undefined;
  rigging: string;
  /** Which of the other fields the record has. */
  has: boolean[];
}

export const operation: fc.Arbitrary<Operation> = fc.record({
  pier: fc.constantFrom('north', 'south'),
  place: fc.integer({ min: 1, max: 3 }),
  gone: fc.boolean(),
  territory: fc.constantFrom('0010', '0020', undefined),
  rigging: fc.constantFrom('sloop', 'ketch'),
  has: fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
});
const rowFilter: fc.Arbitrary<RowFilter> = fc.oneof(
  fc.constant({ field: 'territory', profile: 'territory' as const }),
  fc.record({
    field: fc.constant('territory'),
    values: fc.uniqueArray(fc.constantFrom('0010', '0020'), { minLength: 1 }),
  }),
  fc.record({
    field: fc.constant('rigging'),
    values: fc.constantFrom('sloop', 'ketch').map((one) => [one]),
  }),
  fc.record({
    field: fc.constant('place'),
    values: fc.constantFrom('1', '3').map((one) => [one, '2']),
  }),
);
export const permission = fc.record({
  fields: fc.oneof(
    { weight: 1, arbitrary: fc.constant('all' as const) },
    { weight: 5, arbitrary: fc.uniqueArray(fc.constantFrom(...PATHS), { minLength: 1 }) },
  ),
  rows: fc.array(rowFilter, { maxLength: 2 }),
});

/** Texts that occur once in the whole world, so that each is found wherever it gets. */
export function recordOf(operation: Operation, stamp: number): PlainRecord {
  const { pier, place, territory, rigging, has } = operation;
  const [label, helmsman, name, ailment, trips, crew] = has;
  const mark = (what: string) => `${what}~${stamp}~`;
  return {
    ...{ pier, place, stamp, rigging },
    ...(territory ? { territory } : {}),
    ...(label ? { boatLabel: mark('label') } : {}),
    ...(helmsman ? { helmsman: `320000-${10_000 + stamp}` } : {}),
    ...(name ? { skipperName: mark('name') } : {}),
    ...(ailment ? { ailment: mark('ailment') } : {}),
    ...(trips ? { trips: [{ harbour: mark('harbour'), passenger: mark('passenger') }] } : {}),
    ...(crew ? { crew: [{ nickname: mark('nick') }, { berth: mark('berth') }] } : {}),
  };
}

/** What a permission lets see of a record, said once more and otherwise than in the program. */
export function seen(record: PlainRecord, fields: Terms['fields']): PlainRecord {
  const isSeen = (path: string) =>
    fields === 'all' || KEY_FIELDS.includes(path) || fields.includes(path);
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, value]) => {
      if (isSeen(name)) return [[name, value]];
      const inner = PATHS.filter((path) => path.startsWith(`${name}.`) && isSeen(path));
      if (!Array.isArray(value) || inner.length === 0) return [];
      const rows = value.map((row: PlainRecord) =>
        Object.fromEntries(
          Object.entries(row).filter(([field]) => inner.includes(`${name}.${field}`)),
        ),
      );
      return [[name, rows]];
    }),
  );
}

export function isAmong(
  record: PlainRecord,
  rows: readonly RowFilter[],
  territory: string,
): boolean {
  return rows.every((row) => {
    const wanted = 'values' in row ? row.values : [territory];
    return record[row.field] !== undefined && wanted.includes(String(record[row.field]));
  });
}

/** Whatever a form makes of them: lists as JSON, numbers as texts. */
export function plain(records: readonly PlainRecord[]): string[] {
  const text = (value: unknown) => (typeof value === 'object' ? JSON.stringify(value) : `${value}`);
  return records
    .map((record) =>
      JSON.stringify(
        Object.entries(record)
          .map(([k, v]) => [k, text(v)])
          .sort(),
      ),
    )
    .sort();
}

export const marksIn = (value: unknown) =>
  new Set(JSON.stringify(value).match(/\w+~\d+~|320000-\d{5}/g) ?? []);

/** A data set that some changes filled, and who reads it by a permission. */
export interface World {
  asking: Asking;
  fields: Terms['fields'];
  /** Records that may be seen now, and all that could be seen at some time. */
  now: PlainRecord[];
  ever: PlainRecord[];
  /** Keys that are among the rows by themselves: a deletion of what never was may be told. */
  amongKeys: PlainRecord[];
  /** All that were ever written. */
  written: PlainRecord[];
}

/** Of what was told, all is allowed, names of fields and keys too. */
export function expectNothingOutside(
  { text, mentioned = [] }: Told,
  allowed: PlainRecord[],
  world: World,
) {
  const marks = marksIn(allowed);
  const outside = [...marksIn(world.written)].filter((mark) => !marks.has(mark));
  expect(outside.filter((mark) => text.includes(mark))).toEqual([]);
  expect(hiddenNames(world).filter((name) => text.includes(name))).toEqual([]);
  const known = new Set(
    [...allowed, ...world.amongKeys].map(({ pier, place }) => `${pier} ${place}`),
  );
  expect(mentioned.filter(({ pier, place }) => !known.has(`${pier} ${place}`))).toEqual([]);
}

/** Names of fields that a permission does not mention. */
export function hiddenNames({ fields }: World): string[] {
  if (fields === 'all') return [];
  return NAMES.filter(
    (name) =>
      !fields.some(
        (path) =>
          path.split('.').includes(name) ||
          PATHS.some((inner) => inner.startsWith(`${path}.`) && inner.endsWith(`.${name}`)),
      ),
  );
}
