import { expect, test } from 'vitest';
import type { Actor } from '../../platform/context.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import { readClassifiers } from '../classifiers/index.ts';
import { addPersons, recordFacts, recordHouseholds } from '../persons/index.ts';
import { importReliefs } from '../reliefs/index.ts';
import { makeAskedFactsLister, makeEntitlementLister, recomputePersons } from './index.ts';

const context = await testContext();
const { residents, outsider, idsId, providerId } = await vejaine(context);
const [anna] = residents;
if (!anna) throw new Error('The fixture has residents.');
const list = makeAskedFactsLister();

const HEAD = `kind: discount
name: { lv: Darba atlaide, en: Work discount }
label: { lv: Atlaide, en: Discount }
categories: [residents]
act: Izdomāts
source: invented
`;
const GIVES = 'benefits: [{ on: [ferry-crossing], give: { percent: 10 } }]';

function reliefText(code: string, grantor: string, version: string) {
  const text = `code: ${code}\n${HEAD}grantor: ${grantor}\nversions: [{ from: 2024-01-01, ${version} }]`;
  return { file: `${code}.yaml`, text: text.replace('GIVES', GIVES) };
}

await importReliefs(
  context,
  [
    reliefText('ASK-WORK', 'm-0099000', 'who: { fact: employed, is: true }, unknown: ask, GIVES'),
    reliefText(
      'ASK-HOME',
      '{ municipalityOf: residence }',
      'who: { all: [{ age: { from: 0 } }, { count: household, where: { fact: employed, is: false }, from: 1 }] }, unknown: ask, GIVES',
    ),
    reliefText(
      'ASK-OLD',
      'm-0099000',
      'who: { all: [{ age: { from: 90 } }, { fact: employed, is: true }] }, unknown: ask, GIVES',
    ),
    reliefText('SILENT', 'm-0099000', 'who: { fact: employed, is: true }, GIVES'),
    reliefText(
      'AT-ONCE',
      'm-0099000',
      'who: { fact: employed, is: true }, unknown: provisional, GIVES',
    ),
  ],
  await readClassifiers(context),
);

function recipient(personId: string): Actor {
  return { kind: 'recipient', personId, sessionId: 'session' };
}

async function stateEmployed(personId: string, value: 0 | 1): Promise<void> {
  const period = { validFrom: '2020-01-01', validTo: null };
  await recordFacts(context, {
    register: 'social-insurance',
    personIds: [personId],
    facts: [{ personId, kind: 'employed', value, ...period }],
  });
}

test('a person is told which facts are missing, and about whom', async () => {
  const household = context.ids.next();
  const members = [anna.id, outsider.id];
  const memberships = members.map((personId) => ({
    personId,
    householdId: household,
    validFrom: '2020-01-01',
    validTo: null,
  }));
  await recordHouseholds(context, { personIds: members, memberships });
  const asked = await list(context.as(recipient(anna.id)));
  expect(asked.map(({ relief, missing }) => [relief.code, missing])).toEqual([
    [
      'ASK-HOME',
      [
        {
          lv: 'nodarbinātība par citu jūsu mājsaimniecības personu: ziņu nav (Valsts sociālās apdrošināšanas aģentūra)',
          en: 'employment about another person of your household: nothing is stated (State Social Insurance Agency)',
        },
      ],
    ],
    [
      'ASK-WORK',
      [
        {
          lv: 'nodarbinātība par jums: ziņu nav (Valsts sociālās apdrošināšanas aģentūra)',
          en: 'employment about you: nothing is stated (State Social Insurance Agency)',
        },
      ],
    ],
  ]);
});

test('of a person without a residence it is not known which municipality would give', async () => {
  const { ids } = await addPersons(context, [
    { personalCode: '329999-00077', name: 'Jauna', birthDate: '1990-01-01', deathDate: null },
  ]);
  await importReliefs(
    context,
    [
      reliefText(
        'ASK-WHERE',
        '{ municipalityOf: residence }',
        'who: { age: { from: 18 } }, unknown: ask, GIVES',
      ),
    ],
    await readClassifiers(context),
  );
  const asked = await list(context.as(recipient(ids[0] ?? '')));
  const where = asked.find(({ relief }) => relief.code === 'ASK-WHERE');
  expect(where?.missing.map(({ en }) => en)).toEqual([
    'declared residence about you: nothing is stated (Register of Natural Persons)',
  ]);
  expect(asked.map(({ relief }) => relief.code)).not.toContain('ASK-OLD');
});

test('a relief is given provisionally until the register states what was missing', async () => {
  const listHeld = makeEntitlementLister();
  const held = async () => {
    await recomputePersons(context, [anna.id]);
    const found = await listHeld(context.as(recipient(anna.id)));
    return found.map(({ relief, provisional }) => [relief.code, provisional]);
  };
  expect(await held()).toEqual([
    ['ASK-WHERE', false],
    ['AT-ONCE', true],
    ['VEJAINE-FERRY', false],
  ]);
  context.clock.advance(1_000);
  await stateEmployed(anna.id, 1);
  expect(await held()).toEqual([
    ['ASK-WHERE', false],
    ['ASK-WORK', false],
    ['AT-ONCE', false],
    ['SILENT', false],
    ['VEJAINE-FERRY', false],
  ]);
  const asked = await list(context.as(recipient(anna.id)));
  expect(asked.map(({ relief }) => relief.code)).toEqual(['ASK-HOME']);
  context.clock.advance(1_000);
  await stateEmployed(anna.id, 0);
  expect(await held()).toEqual([
    ['ASK-WHERE', false],
    ['VEJAINE-FERRY', false],
  ]);
});

test('another person reads nothing of it', async () => {
  await stateEmployed(outsider.id, 0);
  expect(await list(context.as(recipient(outsider.id)))).toEqual([]);
});

test.each<[string, Actor]>([
  ['an IDS', { kind: 'ids', idsId, organisationId: providerId }],
  ['the operator', { kind: 'operator' }],
  ['the public', { kind: 'public' }],
])('%s reads nobody', async (_, actor) => {
  await expect(list(context.as(actor))).rejects.toMatchObject({ code: 'not-allowed' });
});
