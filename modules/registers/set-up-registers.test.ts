import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { classifiersFromFiles, loadClassifiers } from '../classifiers/index.ts';
import { catchUp } from './following/catch-up.ts';
import { setUpRegisters } from './index.ts';
import { factsOf, registersContext, send } from './testing/registers-context.ts';

const folder = mkdtempSync(join(tmpdir(), 'koplieta-registers-'));
afterAll(() => rmSync(folder, { recursive: true }));

const KEEPER = 'labklajibas-ministrija';
const NAME = '{ lv: Atbalsts, en: Aid }';
const PERIOD = `
      - { name: from, type: day, class: personal, required: true }
      - { name: to, type: day, class: personal }`;

function write(register: string, files: { dataSet: string; mapping: string }): void {
  mkdirSync(join(folder, register));
  writeFileSync(join(folder, register, 'data-set.yaml'), files.dataSet);
  writeFileSync(join(folder, register, 'mapping.yaml'), files.mapping);
}

const head = (code: string, key: string) => `code: ${code}
name: ${NAME}
institution: ${KEEPER}
updates: daily
legalBasis: ${NAME}
licence: closed
key: [${key}]
recordVersion: changedAt
fields:
  - { name: changedAt, type: instant, class: none, required: true }`;

write('aid', {
  dataSet: `${head('aid', 'personalCode')}
  - { name: personalCode, type: personal-code, class: personal, required: true }
  - { name: holdsSince, type: day, class: none }
  - name: rates
    list:
      - { name: rate, type: decimal, class: personal }${PERIOD}
  - name: companions
    list:
      - { name: personalCode, type: personal-code, class: personal }${PERIOD}
`,
  mapping: `register: aid
version: 1
dataSet: aid@1
person: personalCode
facts: [{ each: rates, from: from, until: to, states: { aid-rate: rate } }]
relations: [{ each: companions, kind: companion, by: personalCode, from: from, until: to }]
`,
});
write('aid-homes', {
  dataSet: `${head('aid-homes', 'number')}
  - { name: number, class: personal, required: true }
  - name: incomes
    list:
      - { name: income, type: decimal, class: personal }${PERIOD}
`,
  mapping: `register: aid-homes
version: 1
dataSet: aid-homes@1
household: number
facts: [{ each: incomes, from: from, until: to, states: { home-income: income } }]
`,
});

const CHILD = '320000-00001';
const MOTHER = '161175-19997';

test('a vocabulary brings registers of its own: facts of households too, and companions', async () => {
  const context = await registersContext();
  const { factKinds, ...content } = classifiersFromFiles();
  const kind = { type: 'money', absent: 'unknown', lv: 'x', en: 'x' } as const;
  await loadClassifiers(context, {
    ...content,
    factKinds: [
      ...factKinds,
      { ...kind, register: 'aid', code: 'aid-rate', of: 'person' },
      { ...kind, register: 'aid-homes', code: 'home-income', of: 'household' },
    ],
  });
  expect(await setUpRegisters(context, folder)).toEqual(['aid', 'aid-homes']);
  expect(await setUpRegisters(context, folder)).toEqual(['aid', 'aid-homes']);
  const resident = {
    ...{ givenName: 'Oto', surname: 'Vējiņš', birthDate: '2015-09-09' },
    households: [{ number: 'M1', from: '2015-01-01' }],
  };
  await send(
    context,
    'population',
    { ...resident, personalCode: CHILD },
    { ...resident, personalCode: MOTHER },
  );
  await catchUp(context, 'population');
  const held = { from: '2010-01-01' };
  await send(context, 'aid', {
    ...{ personalCode: CHILD, rates: [{ rate: '12.50', from: '2024-01-01' }] },
    companions: [{ personalCode: MOTHER, from: '2024-01-01' }],
  });
  await send(context, 'aid-homes', { number: 'M1', incomes: [{ income: '900', ...held }] });
  const told: { personId: string; kinds: string[] }[] = [];
  await catchUp(context, 'aid');
  await catchUp(context, 'aid-homes', {
    onFactsChanged: async (_, changes) => void told.push(...changes),
  });
  expect(told).toHaveLength(2);
  expect(told[0]?.kinds).toEqual(['home-income']);
  const child = await factsOf(context, CHILD);
  expect(child.facts).toMatchObject([
    // The household has had it for longer than the child has lived there.
    { kind: 'home-income', value: 90_000, period: { from: '2015-01-01' }, since: '2010-01-01' },
    { kind: 'aid-rate', value: 1250, period: { from: '2024-01-01' } },
  ]);
  expect(child.related.map(({ relation }) => relation).sort()).toEqual(['companion', 'household']);
  await send(context, 'aid-homes', { number: 'M1', incomes: [] });
  await send(context, 'aid', { personalCode: CHILD });
  await catchUp(context, 'aid');
  await catchUp(context, 'aid-homes');
  const after = await factsOf(context, CHILD);
  expect([after.facts, after.related.map(({ relation }) => relation)]).toEqual([
    ...[[], ['household']],
  ]);
});
