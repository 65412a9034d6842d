import fc from 'fast-check';
import { expect, test } from 'vitest';
import { acceptRecords } from '../intake/accept-records.ts';
import {
  expectNothingOutside,
  hiddenNames,
  type Operation,
  operation,
  type PlainRecord,
  permission,
  plain,
} from '../testing/boats.ts';
import { type Answer, WAYS_OF_READING } from '../testing/ways-of-reading.ts';
import { openWorlds } from '../testing/worlds-of-boats.ts';

const RUNS = Number(process.env.FC_RUNS ?? 6);
/** On a machine that is busy with other tests. */
const TIMEOUT_MS = 120_000;
const { context, makeWorld } = await openWorlds();

test(
  'whatever a permission says, nothing outside it leaves and everything inside does',
  async () => {
    const batch = fc.array(operation, { minLength: 1, maxLength: 4 });
    const batches = fc.array(batch, { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(batches, permission, async (operations, terms) => {
        const world = await makeWorld(operations, terms);
        for (const way of WAYS_OF_READING) {
          const told = await way.read(world.asking).catch((error: Error) => {
            throw new Error(`${way.name}: ${error.message}`, { cause: error });
          });
          expect(plain(told.records), way.name).toEqual(plain(world.now));
          const allowed = way.tells === 'state' ? world.now : world.ever;
          expectNothingOutside(told, allowed, world);
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
  TIMEOUT_MS,
);

test(
  'a field outside is refused in the same words as one that does not exist',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(operation, { minLength: 1, maxLength: 3 }),
        permission,
        async (batch, terms) => {
          const world = await makeWorld([batch], terms);
          const { asking } = world;
          const { code } = asking.version;
          const key = asking.keys[0] ?? {};
          for (const hidden of hiddenNames(world)) {
            for (const attempt of [
              (name: string) =>
                asking.ask('POST', `/data-sets/${code}/1/by-key`, {
                  body: { keys: [{ ...key, [name]: 'x' }] },
                }),
              (name: string) =>
                asking.ask('GET', `/data-sets/${code}/1/record?pier=north&place=1&${name}=x`),
              ...['$filter=NAME%20eq%20null', '$orderby=NAME', '$select=NAME', '$expand=NAME'].map(
                (query) => (name: string) =>
                  asking.ask('GET', `/odata/${code}/1/Records?${query.replace('NAME', name)}`),
              ),
              (name: string) =>
                asking.ask('POST', '/mailboxes', {
                  body: {
                    dataSet: asking.version,
                    permission: asking.permission,
                    filter: [{ field: name, values: ['x'] }],
                  },
                }),
            ]) {
              const [of, none] = [await attempt(hidden), await attempt('nowhere')];
              const said = (answer: Answer, name: string) => {
                const { requestId: _, ...rest } = answer.json();
                return JSON.stringify(rest).replaceAll(name, 'name');
              };
              expect(of.status).toBeGreaterThanOrEqual(400);
              expect(said(of, hidden)).toBe(said(none, 'nowhere'));
            }
          }
        },
      ),
      { numRuns: RUNS, endOnFailure: true },
    );
  },
  TIMEOUT_MS,
);

test('an ETag follows what is seen, and nothing else', async () => {
  const one: Operation = {
    ...{ pier: 'north', place: 1, gone: false, territory: '0010', rigging: 'sloop' },
    has: [true, true, true, true, true, true],
  };
  const { asking, written } = await makeWorld([[one]], { fields: ['boatLabel'], rows: [] });
  const path = `/data-sets/${asking.version.code}/1/record?pier=north&place=1`;
  const tag = async () => /"etag","(.*?)"\]/.exec((await asking.ask('GET', path)).text)?.[1];
  const write = async (upsert: PlainRecord) =>
    await acceptRecords(context, asking.version, { changes: [{ upsert }], allOrNothing: true });
  const record = written[0] ?? {};
  const first = await tag();
  expect(first).toBeTruthy();
  await write({ ...record, stamp: Number(record.stamp) + 1, ailment: 'another' });
  expect(await tag()).toBe(first);
  await write({ ...record, stamp: Number(record.stamp) + 2, boatLabel: 'another' });
  expect(await tag()).not.toBe(first);
});
