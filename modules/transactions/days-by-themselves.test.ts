import { expect, test } from 'vitest';
import { readClassifiers } from '../classifiers/index.ts';
import { recomputePersons } from '../entitlements/index.ts';
import { recordFacts } from '../persons/index.ts';
import { importReliefs } from '../reliefs/index.ts';
import { openTerminal, refusalOf, type Terminal } from './testing/terminal.ts';

/**
 * Nothing runs between the recomputation and the purchase: the clock alone decides. Days are those of
 * Riga, two hours before UTC in winter and three in summer.
 */
const RELIEF = (code: string, who: string, period: string) => `code: ${code}
kind: discount
name: { lv: Atlaide, en: Discount }
label: { lv: Atlaide, en: Discount }
categories: [residents]
act: Izdomāts
source: invented
grantor: m-0099000
versions:
  - from: 2020-01-01
    ${period}
    who: ${who}
    benefits: [{ on: [grocery], give: { percent: 10 } }]
`;

async function scene({ birthDate, who, period = '' }: Record<string, string>): Promise<Terminal> {
  const terminal = await openTerminal();
  const { context, ferry } = terminal;
  const codes = await readClassifiers(context);
  const text = RELIEF('VEJAINE-GROCERY', who ?? '', period);
  await importReliefs(context, [{ file: 'grocery.yaml', text }], codes);
  await context.adminDb.query(
    `insert into providers.agreement_reliefs (id, agreement_id, relief_id)
     select gen_random_uuid(), $1::uuid, id from reliefs.reliefs where code = 'VEJAINE-GROCERY'`,
    [ferry.agreementId],
  );
  const id = ferry.residents[0]?.id ?? '';
  await context.adminDb.query('update persons.persons set birth_date = $2 where id = $1', [
    id,
    birthDate ?? '1980-01-01',
  ]);
  await recomputePersons(context, [id]);
  return terminal;
}

async function hasAt(terminal: Terminal, instant: string): Promise<boolean> {
  terminal.context.clock.set(instant);
  const refused = await refusalOf(terminal.oneStep({ crossings: 0, coffees: 1 }));
  expect(['not refused', 'no-relief-applies']).toContain(refused);
  return refused === 'not refused';
}

test.each<[string, Record<string, string>, [before: string, on: string], boolean]>([
  [
    'the eighteenth birthday, from midnight in winter',
    { birthDate: '2008-12-05', who: '{ age: { from: 18 } }' },
    ['2026-12-04T21:59:59Z', '2026-12-04T22:00:00Z'],
    true,
  ],
  [
    'and in summer',
    { birthDate: '2008-07-05', who: '{ age: { from: 18 } }' },
    ['2026-07-04T20:59:59Z', '2026-07-04T21:00:00Z'],
    true,
  ],
  [
    'on the day on which the clocks go forward',
    { birthDate: '2008-03-29', who: '{ age: { from: 18 } }' },
    ['2026-03-28T21:59:59Z', '2026-03-28T22:00:00Z'],
    true,
  ],
  [
    'on the day after they went back, whose midnight is an hour later',
    { birthDate: '2008-10-26', who: '{ age: { from: 18 } }' },
    ['2026-10-25T21:59:59Z', '2026-10-25T22:00:00Z'],
    true,
  ],
  [
    'who is born on 29 February grows older on 1 March in a year without it',
    { birthDate: '2008-02-29', who: '{ age: { from: 18 } }' },
    ['2026-02-28T21:59:59Z', '2026-02-28T22:00:00Z'],
    true,
  ],
  [
    'and on the day itself where there is one',
    { birthDate: '2008-02-29', who: '{ age: { from: 20 } }' },
    ['2028-02-28T21:59:59Z', '2028-02-28T22:00:00Z'],
    true,
  ],
  [
    'too old from the birthday on',
    { birthDate: '2019-09-01', who: '{ age: { below: 7 } }' },
    ['2026-08-31T20:59:59Z', '2026-08-31T21:00:00Z'],
    false,
  ],
  [
    'the end of the instruction',
    { who: '{ age: { from: 18 } }', period: 'to: 2026-06-01' },
    ['2026-05-31T20:59:59Z', '2026-05-31T21:00:00Z'],
    false,
  ],
])('%s', async (_, words, [before, on], begins) => {
  const terminal = await scene(words);
  expect(await hasAt(terminal, before)).toBe(!begins);
  expect(await hasAt(terminal, on)).toBe(begins);
});

test('the end of a fact ends the relief on its day', async () => {
  const terminal = await scene({ who: '{ fact: disability, in: [group-1] }' });
  const { context, ferry } = terminal;
  const personId = ferry.residents[0]?.id ?? '';
  const fact = { personId, kind: 'disability', value: 'group-1', validFrom: '2026-01-01' };
  await recordFacts(context, {
    ...{ register: 'disability', personIds: [personId] },
    facts: [{ ...fact, validTo: '2028-02-29' }],
  });
  await recomputePersons(context, [personId]);
  expect(await hasAt(terminal, '2028-02-28T21:59:59Z')).toBe(true);
  expect(await hasAt(terminal, '2028-02-28T22:00:00Z')).toBe(false);
});
