import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import {
  defineDataSet,
  proposeDataSet,
  publishDataSet,
  purgeChanges,
} from '../../exchange/index.ts';
import { findPersonByCode, listRepresentations } from '../../persons/index.ts';
import { watchFreshness } from '../freshness/watch-freshness.ts';
import { confirmAbsent, describeRegisters } from '../index.ts';
import { DEFINITIONS } from '../register-texts.ts';
import {
  factsOf,
  registersContext,
  send,
  shownFacts,
  withdraw,
} from '../testing/registers-context.ts';
import { catchUp } from './catch-up.ts';
import type { FactsOfPersonChanged } from './change-book.ts';
import { takeMapping } from './take-mapping.ts';

const DAY_MS = 86_400_000;
/** One of them is less than a tenth. */
const CODES = Array.from({ length: 12 }, (_, index) => `320000-000${String(index + 10)}`);
const [FIRST = '', , THIRD = ''] = CODES;
const LAST = CODES.at(-1) ?? '';

function resident(personalCode: string, more: object = {}) {
  return {
    ...{ personalCode, givenName: 'Oto', surname: 'Vējiņš', birthDate: '2015-09-09' },
    residences: [{ territory: '0001000', from: '2015-09-09' }],
    ...more,
  };
}

function repressed(personalCode: string, status = 'repressed') {
  return { personalCode, statuses: [{ certificate: 'P', status, from: '2000-01-01' }] };
}

/** A register moves to a new data set, which has these records by then. */
async function move(context: TestContext, register: string, records: readonly object[]) {
  const folder = `${DEFINITIONS}${register}/`;
  const dataSet = readFileSync(`${folder}data-set.yaml`, 'utf8');
  const code = `${register}-anew`;
  const renamed = dataSet.replace(/^code: \S+/m, `code: ${code}`);
  await defineDataSet(context, { file: 'anew.yaml', text: renamed });
  await proposeDataSet(context, { code, version: 1 });
  await publishDataSet(context, { code, version: 1 });
  if (records.length > 0) {
    const outcomes = await send(context, code, ...(records as Record<string, unknown>[]));
    expect(new Set(outcomes)).toEqual(new Set(['new']));
  }
  const mapping = readFileSync(`${folder}mapping.yaml`, 'utf8').replace(
    /^version: \d+/m,
    'version: 9',
  );
  const text = mapping.replace(/^dataSet: \S+/m, `dataSet: ${code}@1`);
  await takeMapping(context, { file: 'mapping.yaml', text });
  return code;
}

async function scene(codes = CODES) {
  const context = await registersContext();
  await send(context, 'population', ...codes.map((code) => resident(code)));
  await send(context, 'fare-reliefs', ...codes.map((code) => repressed(code)));
  for (const register of ['population', 'fare-reliefs']) await catchUp(context, register);
  const told: FactsOfPersonChanged[] = [];
  /** Step by step: each begins where the one before was cut. */
  const follow = async (register = 'fare-reliefs') => {
    const onFactsChanged = async (_: unknown, changes: readonly FactsOfPersonChanged[]) =>
      void told.push(...changes);
    for (let steps = 0; steps < 20; steps += 1) {
      if (!(await catchUp(context, register, { onFactsChanged, stepsMax: 1 })).more) return;
    }
    throw new Error('It is followed without an end.');
  };
  const statuses = async () => {
    const found: string[] = [];
    for (const code of codes) {
      const facts = await shownFacts(context, code);
      if (facts.some(([kind]) => kind === 'fare-status')) found.push(code);
    }
    return found;
  };
  const stateOf = async (register: string) =>
    (await describeRegisters(context)).find((one) => one.register === register);
  return { context, told, follow, statuses, stateOf };
}

test('whom the new data set of a register does not name has no facts of it any more', async () => {
  const { context, told, follow, stateOf } = await scene();
  // What means nothing leaves what was known, and so does what is found under a former code.
  const standing = CODES.slice(1, -1).map((code) => repressed(code));
  await send(context, 'population', resident('320000-00001', { previousPersonalCode: THIRD }));
  await catchUp(context, 'population');
  const renewed = [...CODES.filter((code) => code !== THIRD), '320000-00001'];
  await move(context, 'fare-reliefs', [repressed(FIRST, 'none'), ...standing]);
  await follow();
  const id = await findPersonByCode(context, LAST);
  expect(told).toEqual([{ personId: id, kinds: ['fare-status'] }]);
  for (const code of renewed) {
    const kinds = (await shownFacts(context, code)).map(([kind]) => kind);
    expect([code, kinds.includes('fare-status')]).toEqual([code, code !== LAST]);
  }
  expect(await stateOf('fare-reliefs')).toMatchObject({ rereading: false, absent: null });
  expect(await context.db.query('select from persons.named')).toEqual([]);
});

test('what was deleted while the log was kept no longer ends for who has slept', async () => {
  const { context, told, follow, statuses } = await scene();
  await withdraw(context, 'fare-reliefs', LAST);
  context.clock.advance(400 * DAY_MS);
  await purgeChanges(context);
  await follow();
  expect(await statuses()).toEqual(CODES.slice(0, -1));
  expect(told).toHaveLength(1);
});

test('who sleeps while all records are read again begins that anew', async () => {
  const { context, follow, statuses } = await scene();
  await move(
    context,
    'fare-reliefs',
    CODES.map((code) => repressed(code)),
  );
  // The first page is read, and one of it is deleted before the rest.
  const page = `update registers.followed set reread_after = '\\xff' where register = 'fare-reliefs'`;
  await context.db.query(page);
  await withdraw(context, 'fare-reliefs-anew', LAST);
  context.clock.advance(400 * DAY_MS);
  await purgeChanges(context);
  await follow();
  expect(await statuses()).toEqual(CODES.slice(0, -1));
});

test('many who are named no more wait until somebody confirms that they end', async () => {
  const { context, follow, statuses, stateOf } = await scene();
  const anew = await move(
    context,
    'fare-reliefs',
    CODES.slice(0, 8).map((code) => repressed(code)),
  );
  await follow();
  expect(await statuses()).toEqual(CODES);
  const absentSince = context.clock.now();
  expect(await stateOf('fare-reliefs')).toMatchObject({ absent: 4, absentOf: 12, absentSince });
  const register = 'fare-reliefs';
  // Whom it names meanwhile stays, and the others are counted again.
  await send(context, anew, repressed(LAST));
  await follow();
  context.clock.advance(1_000);
  await watchFreshness(context);
  await follow();
  expect(await stateOf('fare-reliefs')).toMatchObject({ absent: 3, absentOf: 12, absentSince });
  for (const absent of [4, 2]) {
    const other = confirmAbsent(context, { register, absent });
    await expect(other).rejects.toMatchObject({ code: 'absent-changed', details: { absent: 3 } });
  }
  expect(await statuses()).toEqual(CODES);
  await confirmAbsent(context, { register, absent: 3 });
  await follow();
  expect(await statuses()).toEqual([...CODES.slice(0, 8), LAST]);
  const none = { absent: null, absentOf: null, absentSince: null };
  expect(await stateOf('fare-reliefs')).toMatchObject(none);
  const again = confirmAbsent(context, { register, absent: 3 });
  await expect(again).rejects.toMatchObject({ code: 'absent-not-asked' });
  const unknown = confirmAbsent(context, { register: 'none', absent: 3 });
  await expect(unknown).rejects.toMatchObject({ code: 'register-unknown' });
});

test('a register whose new data set is empty asks, and no more once it is filled', async () => {
  const { context, told, follow, statuses, stateOf } = await scene();
  const anew = await move(context, 'fare-reliefs', []);
  await follow();
  expect(await stateOf('fare-reliefs')).toMatchObject({ absent: 12, absentOf: 12, records: 0 });
  await send(context, anew, ...CODES.slice(0, -1).map((code) => repressed(code)));
  await follow();
  await watchFreshness(context);
  await follow();
  expect(await stateOf('fare-reliefs')).toMatchObject({ absent: null, records: 11 });
  expect(await statuses()).toEqual(CODES.slice(0, -1));
  expect(told).toHaveLength(1);
});

test('relations, households and residences end with the records of a register', async () => {
  const { context, follow } = await scene();
  const child = resident(LAST, {
    parents: [{ personalCode: FIRST }],
    households: [{ number: 'M1', from: '2015-09-09' }],
  });
  const parent = resident(FIRST, { households: [{ number: 'M1', from: '2015-09-09' }] });
  await send(context, 'population', parent, child);
  await follow('population');
  const related = async () =>
    (await factsOf(context, FIRST)).related.map(({ relation }) => relation);
  expect((await related()).sort()).toEqual(['child', 'household']);
  await move(context, 'population', [parent, ...CODES.slice(1, -1).map((code) => resident(code))]);
  await follow('population');
  expect(await related()).toEqual([]);
  expect((await shownFacts(context, LAST)).map(([kind]) => kind)).toEqual(['fare-status']);
});

const COMPANIES = Array.from({ length: 12 }, (_, index) => ({
  ...{ registrationNumber: `970000001${10 + index}`, shortName: `one-${index}`, name: 'SIA' },
  ...{ nameEn: 'One', territory: '0001000', form: 'SIA' },
  officers: [
    {
      ...{ personalCode: FIRST, position: 'board-member', representation: 'alone' },
      from: '2020-01-01',
    },
  ],
}));

async function represented(companies: readonly (typeof COMPANIES)[number][]) {
  const found = await scene([FIRST]);
  const { context, follow } = found;
  await send(context, 'commercial', ...companies);
  await follow('commercial');
  const count = async () => {
    const id = (await findPersonByCode(context, FIRST)) ?? '';
    return (await listRepresentations(context, id, '2026-03-11')).length;
  };
  expect(await count()).toBe(companies.length);
  return { ...found, count };
}

test('nobody represents an organisation that its register names no more', async () => {
  const { context, follow, count } = await represented(COMPANIES);
  await move(context, 'commercial', COMPANIES.slice(1));
  await follow('commercial');
  expect(await count()).toBe(11);
});

/** Puts the mapping that a register comes with into force with some of its parts left out. */
async function takeWithout(
  context: TestContext,
  register: string,
  parts: readonly string[],
  version = 9,
) {
  const written = parse(readFileSync(`${DEFINITIONS}${register}/mapping.yaml`, 'utf8'));
  const kept = Object.entries({ ...written, version }).filter(([part]) => !parts.includes(part));
  const text = JSON.stringify(Object.fromEntries(kept));
  return await takeMapping(context, { file: 'mapping.yaml', text });
}

/** Twelve residents, of whom so many are children of the first and live with it. */
async function families(children: number) {
  const found = await scene();
  const { context, follow, told } = found;
  const households = [{ number: 'M1', from: '2015-09-09' }];
  const kin = { households, parents: [{ personalCode: FIRST }] };
  const others = CODES.slice(1).map((code, index) => resident(code, index < children ? kin : {}));
  await send(context, 'population', resident(FIRST, { households }), ...others);
  await follow('population');
  told.length = 0;
  const related = async () =>
    (await factsOf(context, FIRST)).related.map(({ relation }) => relation).sort();
  return { ...found, related };
}

test('relations and households that a mapping states no more end, where these are few', async () => {
  const { context, follow, related, stateOf, told } = await families(1);
  expect(await related()).toEqual(['child', 'household']);
  await takeWithout(context, 'population', ['relations']);
  await follow('population');
  expect(await related()).toEqual(['household']);
  expect(told.map(({ kinds }) => kinds)).toEqual([['relation'], ['relation']]);
  // Two live together: more than a tenth, of whom somebody is asked.
  await takeWithout(context, 'population', ['relations', 'households'], 10);
  await follow('population');
  expect(await related()).toEqual(['household']);
  expect(await stateOf('population')).toMatchObject({ absent: 2, absentOf: 12 });
  await confirmAbsent(context, { register: 'population', absent: 2 });
  await follow('population');
  expect(await related()).toEqual([]);
  expect((await factsOf(context, LAST)).facts.map(({ kind }) => kind)).toContain('residence');
});

test('of many whose relations a mapping states no more somebody is asked', async () => {
  const { context, follow, related, stateOf } = await families(3);
  await takeWithout(context, 'population', ['relations']);
  await follow('population');
  expect(await stateOf('population')).toMatchObject({ absent: 3, absentOf: 12 });
  expect(await related()).toHaveLength(6);
  // A mapping that states them again leaves nothing to be asked.
  await takeWithout(context, 'population', [], 10);
  await follow('population');
  expect(await stateOf('population')).toMatchObject({ absent: null });
  expect(await related()).toHaveLength(6);
});

test('what another register has taken over is that one’s', async () => {
  const { context, follow, related, stateOf } = await families(3);
  await takeWithout(context, 'population', ['relations']);
  await follow('population');
  const written = parse(readFileSync(`${DEFINITIONS}social-insurance/mapping.yaml`, 'utf8'));
  const relations = [{ each: 'careBenefits', kind: 'parent', of: 'caredFor', from: 'from' }];
  const taken = { ...written, ...{ version: 9, relations } };
  await takeMapping(context, { file: 'mapping.yaml', text: JSON.stringify(taken) });
  await watchFreshness(context);
  await follow('population');
  expect(await stateOf('population')).toMatchObject({ absent: null });
  expect(await related()).toHaveLength(6);
  // Its own records name none of them.
  await follow('social-insurance');
  expect(await stateOf('social-insurance')).toMatchObject({ absent: 1, absentOf: 1 });
});

test('nobody represents an organisation whose register tells no more who does', async () => {
  const { context, follow, count, stateOf } = await represented(COMPANIES);
  await takeWithout(context, 'commercial', ['representatives']);
  await follow('commercial');
  expect(await count()).toBe(12);
  expect(await stateOf('commercial')).toMatchObject({ absent: 12, absentOf: 12 });
  await confirmAbsent(context, { register: 'commercial', absent: 12 });
  await follow('commercial');
  expect(await count()).toBe(0);
});
