import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  isAmong,
  marksIn,
  operation,
  type PlainRecord,
  permission,
  type World,
} from '../testing/boats.ts';
import type { Answer, Asking } from '../testing/ways-of-reading.ts';
import { openWorlds } from '../testing/worlds-of-boats.ts';

const RUNS = Number(process.env.FC_RUNS ?? 3);
/** Texts of so many fields are asked for in one world. */
const MARKS_MAX = 2;
const TIMEOUT_MS = 120_000;
const { makeWorld } = await openWorlds();
const odata = ({ version: { code, version } }: Asking) => `/odata/${code}/${version}`;

/** Asked about a text, each of these is answered alike whether it stands outside or nowhere. */
const ABOUT_TEXTS: Record<string, (asking: Asking, text: string) => Promise<Answer>> = {
  search: (asking, text) =>
    asking.ask('GET', `${odata(asking)}/Records?$count=true&$search="${text}"`),
  'search, counted': (asking, text) =>
    asking.ask('GET', `${odata(asking)}/Records/$count?$search="${text}"`),
  'search in a body': (asking, text) =>
    asking.ask('POST', `${odata(asking)}/Records/$query`, {
      body: { $search: `"${text}"`, $count: 'true', $skip: '0', $top: '1' },
    }),
  ...Object.fromEntries(
    [
      ...["boatLabel eq 'TEXT'", "contains(boatLabel,'TEXT')", "skipperName eq 'TEXT'"],
      ...["helmsman eq 'TEXT'", "ailment eq 'TEXT'", "not (boatLabel ne 'TEXT')"],
      ...["crew/any(x:x/nickname eq 'TEXT')", "crew/all(x:x/berth ne 'TEXT')"],
      ...["trips/any(x:contains(x/harbour,'TEXT'))", "trips/any(x:x/passenger eq 'TEXT')"],
      "pier in ('north','south') and skipperName eq 'TEXT'",
    ].flatMap((condition) => {
      const of = (text: string) => condition.replace('TEXT', text);
      return [
        [
          `filter by ${condition}`,
          (asking: Asking, text: string) =>
            asking.ask('GET', `${odata(asking)}/Records?$count=true&$filter=${of(text)}`),
        ],
        [
          `count of ${condition}`,
          (asking: Asking, text: string) =>
            asking.ask('GET', `${odata(asking)}/Records/$count?$filter=${of(text)}`),
        ],
        [
          `question of ${condition}`,
          (asking: Asking, text: string) =>
            asking.ask('POST', `${odata(asking)}/Records/$query`, { body: { $filter: of(text) } }),
        ],
      ];
    }),
  ),
  'expand by a condition': (asking, text) =>
    asking.ask('GET', `${odata(asking)}/Records?$expand=crew($filter=nickname eq '${text}')`),
  'order by a condition': (asking, text) =>
    asking.ask('GET', `${odata(asking)}/Records?$orderby=contains(boatLabel,'${text}') desc`),
  apply: (asking, text) =>
    asking.ask('GET', `${odata(asking)}/Records?$apply=filter(boatLabel eq '${text}')`),
  compute: (asking, text) =>
    asking.ask('GET', `${odata(asking)}/Records?$compute=contains(boatLabel,'${text}') as x`),
};

type ByKey = (asking: Asking, key: PlainRecord) => Promise<Answer>;
const written = ({ pier, place }: PlainRecord) => `pier='${pier}',place=${place}`;
const inQuery = ({ pier, place }: PlainRecord) => `pier=${pier}&place=${place}`;
const records = ({ version: { code, version } }: Asking) => `/data-sets/${code}/${version}`;

/** Asked by a key, each of these is answered alike whether its record is outside or nowhere. */
const ABOUT_KEYS: Record<string, ByKey> = {
  'by key': (asking, key) =>
    asking.ask('POST', `${records(asking)}/by-key`, { body: { keys: [key] } }),
  'by address': (asking, key) => asking.ask('GET', `${records(asking)}/record?${inQuery(key)}`),
  'by address, unless it changed': (asking, key) =>
    asking.ask('GET', `${records(asking)}/record?${inQuery(key)}`, { ifNoneMatch: '*' }),
  'by address, head alone': (asking, key) =>
    asking.ask('HEAD', `${records(asking)}/record?${inQuery(key)}`),
  'as an entity': (asking, key) => asking.ask('GET', `${odata(asking)}/Records(${written(key)})`),
  'as an entity, unless it changed': (asking, key) =>
    asking.ask('GET', `${odata(asking)}/Records(${written(key)})`, { ifNoneMatch: '*' }),
  'a part of an entity': (asking, key) =>
    asking.ask('GET', `${odata(asking)}/Records(${written(key)})?$select=stamp`),
  'a field of an entity': (asking, key) =>
    asking.ask('GET', `${odata(asking)}/Records(${written(key)})/stamp`),
  'a list of an entity': (asking, key) =>
    asking.ask('GET', `${odata(asking)}/Records(${written(key)})/crew/$count`),
  'by a condition': (asking, { pier, place }) =>
    asking.ask(
      'GET',
      `${odata(asking)}/Records?$count=true&$skip=0&$filter=pier eq '${pier}' and place eq ${place}`,
    ),
};

/** What is said, but for what is another in every answer. */
function said({ status, text }: Answer, name: string): string {
  const plain = text
    .replaceAll(name, 'NAME')
    .replaceAll(encodeURIComponent(name), 'NAME')
    .replaceAll(/\["(date|x-request-id|request-id)","[^"]*"\]/g, '')
    .replaceAll(/"requestId":"[^"]*"/g, '');
  return `${status} ${plain}`;
}

/** Of the same length, and in no record. */
function nowhere(mark: string): string {
  if (mark.startsWith('320000-')) return '320000-99999';
  return mark.replace(/\d+/, (digits) => '9'.repeat(digits.length));
}

function outside({ written: all, ever }: World): string[] {
  const allowed = marksIn(ever);
  return [...marksIn(all)].filter((mark) => !allowed.has(mark));
}

async function expectAlike(
  ways: Record<string, (asking: Asking, about: never) => Promise<Answer>>,
  asking: Asking,
  [there, none]: [about: unknown, about: unknown],
  [name, noName]: [string, string],
) {
  for (const [way, ask] of Object.entries(ways)) {
    const answers = [await ask(asking, there as never), await ask(asking, none as never)] as const;
    expect(said(answers[0], name), way).toBe(said(answers[1], noName));
  }
}

const batches = fc.array(fc.array(operation, { minLength: 1, maxLength: 4 }), {
  ...{ minLength: 1, maxLength: 2 },
});

test(
  'a text that stands outside is answered as one that stands nowhere, however it is asked for',
  async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(batches, permission, async (operations, terms) => {
        const world = await makeWorld(operations, terms);
        const kinds = Map.groupBy(outside(world), (mark) => mark.replace(/\d+.*/, ''));
        for (const [mark = ''] of [...kinds.values()].slice(0, MARKS_MAX)) {
          asked += 1;
          const other = nowhere(mark);
          await expectAlike(ABOUT_TEXTS, world.asking, [mark, other], [mark, other]);
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(asked).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);

test(
  'a record outside is answered as one that is nowhere, by whatever address',
  async () => {
    let asked = 0;
    await fc.assert(
      fc.asyncProperty(batches, permission, async (operations, { fields, rows }) => {
        const unlike = [...rows, { field: 'rigging', values: ['sloop'] }];
        const world = await makeWorld(operations, { fields, rows: unlike });
        const isOutside = (key: PlainRecord) =>
          !world.written.some(
            (record) =>
              record.pier === key.pier &&
              record.place === key.place &&
              isAmong(record, unlike, '0010'),
          );
        for (const key of world.asking.keys.filter(isOutside)) {
          asked += 1;
          const none = { ...key, pier: 'outer' };
          await expectAlike(ABOUT_KEYS, world.asking, [key, none], [`${key.pier}`, 'outer']);
        }
      }),
      { numRuns: RUNS * 3, endOnFailure: true },
    );
    expect(asked).toBeGreaterThan(0);
  },
  TIMEOUT_MS,
);
