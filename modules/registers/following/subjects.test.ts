import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { classifiersFromFiles, loadClassifiers } from '../../classifiers/index.ts';
import { defineDataSet, proposeDataSet, publishDataSet } from '../../exchange/index.ts';
import { findPersonByCode, listRepresentations } from '../../persons/index.ts';
import { confirmAbsent, describeRegisters } from '../index.ts';
import { DEFINITIONS } from '../register-texts.ts';
import { factsOf, registersContext, send, shownFacts } from '../testing/registers-context.ts';
import { catchUp } from './catch-up.ts';
import type { FactsOfPersonChanged } from './change-book.ts';
import { KnownMappings } from './known-mappings.ts';
import { takeMapping } from './take-mapping.ts';

const CODES = Array.from({ length: 12 }, (_, index) => `320000-000${String(index + 10)}`);
const [FIRST = ''] = CODES;
const PERIOD = `
      - { name: from, type: day, class: personal, required: true }
      - { name: to, type: day, class: personal }`;
const DATED = 'from: from, until: to';

/** A register of its own, whose records may be about persons or about households. */
const TEXTS = {
  persons: {
    dataSet: dataSet('aid-persons', 'personalCode', 'personal-code'),
    mapping: (version: number) => `
register: aid
version: ${version}
dataSet: aid-persons@1
person: personalCode
facts: [{ each: rates, ${DATED}, states: { aid-rate: rate } }]
relations: [{ each: companions, kind: companion, by: personalCode, ${DATED} }]`,
  },
  homes: {
    dataSet: dataSet('aid-homes', 'number', 'text'),
    mapping: (version: number) => `
register: aid
version: ${version}
dataSet: aid-homes@1
household: number
facts: [{ each: rates, ${DATED}, states: { home-rate: rate } }]`,
  },
  houses: {
    dataSet: dataSet('aid-houses', 'house', 'text'),
    mapping: (version: number) => `
register: aid
version: ${version}
dataSet: aid-houses@1
household: house
facts: [{ each: rates, ${DATED}, states: { home-rate: rate } }]`,
  },
};

function dataSet(code: string, key: string, type: string): string {
  return `code: ${code}
name: { lv: Atbalsts, en: Aid }
institution: labklajibas-ministrija
updates: daily
legalBasis: { lv: Atbalsts, en: Aid }
licence: closed
key: [${key}]
recordVersion: changedAt
fields:
  - { name: changedAt, type: instant, class: none, required: true }
  - { name: ${key}, type: ${type}, class: personal, required: true }
  - { name: holdsSince, type: day, class: none }
  - name: rates
    list:
      - { name: rate, type: decimal, class: personal }${PERIOD}
  - name: companions
    list:
      - { name: personalCode, type: personal-code, class: personal }${PERIOD}
`;
}

const FROM = { from: '2024-01-01' };
const RATES = { rates: [{ rate: '12.50', ...FROM }] };

const COMPANY = {
  ...{ registrationNumber: '97000000110', shortName: 'one', name: 'SIA', nameEn: 'One' },
  ...{ territory: '0001000', form: 'SIA' },
};
const OFFICER = {
  ...{ personalCode: FIRST, position: 'board-member', representation: 'alone' },
  from: '2020-01-01',
};

function resident(personalCode: string, household = 'M1') {
  return {
    ...{ personalCode, givenName: 'Oto', surname: 'Vējiņš', birthDate: '2015-09-09' },
    households: [{ number: household, from: '2015-09-09' }],
  };
}

async function publish(context: TestContext, text: string): Promise<void> {
  await defineDataSet(context, { file: 'data-set.yaml', text });
  const code = /^code: (\S+)/m.exec(text)?.[1] ?? '';
  await proposeDataSet(context, { code, version: 1 });
  await publishDataSet(context, { code, version: 1 });
}

/** Twelve persons, each in a household of their own, and the register about nobody yet. */
async function scene() {
  const context = await registersContext();
  const { factKinds, ...content } = classifiersFromFiles();
  const kind = { type: 'money', absent: 'unknown', lv: 'x', en: 'x', register: 'aid' } as const;
  await loadClassifiers(context, {
    ...content,
    factKinds: [
      ...factKinds,
      { ...kind, code: 'aid-rate', of: 'person' },
      { ...kind, code: 'home-rate', of: 'household' },
    ],
  });
  await send(context, 'population', ...CODES.map((code, index) => resident(code, `M${index}`)));
  await catchUp(context, 'population');
  for (const { dataSet: text } of Object.values(TEXTS)) await publish(context, text);
  const told: FactsOfPersonChanged[] = [];
  const follow = async (register = 'aid') => {
    const onFactsChanged = async (_: unknown, changes: readonly FactsOfPersonChanged[]) =>
      void told.push(...changes);
    await catchUp(context, register, { onFactsChanged });
  };
  const take = async (which: keyof typeof TEXTS, version: number) => {
    await takeMapping(context, { file: 'mapping.yaml', text: TEXTS[which].mapping(version) });
    await follow();
  };
  const asked = async (register = 'aid') => {
    const state = (await describeRegisters(context)).find((one) => one.register === register);
    return state && { absent: state.absent, of: state.absentOf };
  };
  const kinds = async () => {
    const found = await Promise.all(CODES.map((code) => shownFacts(context, code)));
    return new Set(found.flat().map(([kind]) => kind));
  };
  return { context, told, follow, take, asked, kinds };
}

async function ofPersons() {
  const found = await scene();
  const { context, take, told } = found;
  const companions = [{ personalCode: CODES.at(-1), ...FROM }];
  const records = CODES.map((personalCode, index) => ({
    ...{ personalCode, ...RATES, companions: index === 0 ? companions : [] },
  }));
  await send(context, 'aid-persons', ...records);
  await take('persons', 1);
  told.length = 0;
  return found;
}

test('what was said of persons ends when the records are about households, once it is confirmed', async () => {
  const { context, told, follow, take, asked, kinds } = await ofPersons();
  await send(context, 'aid-homes', { number: 'M0', ...RATES });
  await take('homes', 2);
  // Twelve persons of whom it says nothing any more, and a household of which it does.
  expect(await asked()).toEqual({ absent: 12, of: 13 });
  expect(await kinds()).toEqual(new Set(['aid-rate', 'home-rate']));
  await confirmAbsent(context, { register: 'aid', absent: 12 });
  told.length = 0;
  await follow();
  expect(await kinds()).toEqual(new Set(['home-rate']));
  const { related } = await factsOf(context, FIRST);
  expect(related.map(({ relation }) => relation)).toEqual([]);
  expect(new Set(told.map(({ personId }) => personId)).size).toBe(12);
  expect(await asked()).toEqual({ absent: null, of: null });
  expect(await context.db.query('select from persons.named')).toEqual([]);
  // It has ended once: the next version asks nobody.
  await take('homes', 3);
  expect(await asked()).toEqual({ absent: null, of: null });
  expect(await kinds()).toEqual(new Set(['home-rate']));
});

test('a mapping that goes back before anybody confirms leaves all as it was', async () => {
  const { context, told, take, asked, kinds } = await ofPersons();
  await take('homes', 2);
  expect(await asked()).toEqual({ absent: 12, of: 12 });
  await take('persons', 3);
  expect(await asked()).toEqual({ absent: null, of: null });
  expect([await kinds(), told]).toEqual([new Set(['aid-rate']), []]);
  expect((await factsOf(context, FIRST)).related).toHaveLength(1);
});

test('what was said of households ends when the records are about persons', async () => {
  const { context, take, asked, kinds } = await scene();
  await send(context, 'aid-homes', { number: 'M0', ...RATES });
  await take('homes', 1);
  await send(context, 'aid-persons', ...CODES.map((personalCode) => ({ personalCode, ...RATES })));
  // One household beside twelve persons: less than a tenth.
  await take('persons', 2);
  expect(await asked()).toEqual({ absent: null, of: null });
  expect(await kinds()).toEqual(new Set(['aid-rate']));
});

test('another field that names the subject names others, and of the former all ends', async () => {
  const { context, follow, take, asked } = await scene();
  await send(context, 'aid-homes', { number: 'M0', ...RATES }, { number: 'M1', ...RATES });
  await take('homes', 1);
  await send(context, 'aid-houses', { house: 'M1', ...RATES }, { house: 'M2', ...RATES });
  await take('houses', 2);
  expect(await asked()).toEqual({ absent: 1, of: 3 });
  await confirmAbsent(context, { register: 'aid', absent: 1 });
  await follow();
  const found = await Promise.all(CODES.slice(0, 3).map((code) => shownFacts(context, code)));
  expect(found.map((facts) => facts.map(([kind]) => kind))).toEqual([
    ...[[], ['home-rate'], ['home-rate']],
  ]);
});

test('nobody represents an organisation whose register has become one of households', async () => {
  const { context, follow, asked } = await scene();
  await send(context, 'commercial', { ...COMPANY, officers: [OFFICER] });
  await follow('commercial');
  const id = (await findPersonByCode(context, FIRST)) ?? '';
  const represented = async () => (await listRepresentations(context, id, '2026-03-11')).length;
  expect(await represented()).toBe(1);
  const mapping = `register: commercial\nversion: 9\ndataSet: aid-homes@1\nhousehold: number\n`;
  await takeMapping(context, { file: 'mapping.yaml', text: mapping });
  await follow('commercial');
  expect(await asked('commercial')).toEqual({ absent: 1, of: 1 });
  await confirmAbsent(context, { register: 'commercial', absent: 1 });
  await follow('commercial');
  expect(await represented()).toBe(0);
});

test('what waited for somebody waits no more when nobody is named by the mapping', async () => {
  const { context, follow } = await scene();
  const stated = { ...COMPANY, officers: [{ ...OFFICER, personalCode: '320000-00099' }] };
  await send(context, 'commercial', stated);
  await follow('commercial');
  const waiting = async () => {
    const state = (await describeRegisters(context)).find((one) => one.register === 'commercial');
    return state?.waiting;
  };
  expect(await waiting()).toBe(1);
  const written = readFileSync(`${DEFINITIONS}commercial/mapping.yaml`, 'utf8');
  const text = written.replace(/^version: \d+/m, 'version: 9');
  await takeMapping(context, { file: 'mapping.yaml', text });
  await follow('commercial');
  expect(await waiting()).toBe(1);
  const without = text.replace('version: 9', 'version: 10').replace(/^representatives:[^]*/m, '');
  await takeMapping(context, { file: 'mapping.yaml', text: without });
  await follow('commercial');
  expect(await waiting()).toBe(0);
});

test('the text of each mapping is read once, and one that another server takes is seen at once', async () => {
  const context = await registersContext();
  const mappings = new KnownMappings();
  const inForce = async () => {
    const taken = (await mappings.read(context)).filter(({ register }) => register === 'orphans');
    return taken.map(({ mapping, isInForce }) => ({ mapping, isInForce }));
  };
  const [first] = await inForce();
  expect(first).toMatchObject({ mapping: { version: 1 }, isInForce: true });
  const written = readFileSync(`${DEFINITIONS}orphans/mapping.yaml`, 'utf8');
  const text = written.replace(/^version: 1/m, 'version: 2');
  await takeMapping(context, { file: 'mapping.yaml', text });
  const [before, now] = await inForce();
  expect(before?.mapping, 'the same object, not another reading').toBe(first?.mapping);
  expect([before?.isInForce, now?.isInForce, now?.mapping?.version]).toEqual([false, true, 2]);
});
