import { expect, test } from 'vitest';
import { addOfficial } from '../officials.ts';
import {
  actFor,
  type Country,
  confirmAndGive,
  country,
  give,
  holderOf,
  MANDATES,
} from '../testing/mandate-country.ts';

type Person = Country['anna'];

const APRIL = { validFrom: '2026-04-01', validTo: '2026-05-01' };

function mandateTo(holder: Person, more: object = {}) {
  return { holder: holderOf(holder), acts: ['see-reliefs', 'manage-means'], ...more };
}

/** Confirms a mandate; what is given back gives it. */
async function confirmed({ ask }: Person, mandate: object) {
  const { body } = await ask(`${MANDATES}/confirmation`, mandate);
  await ask(`/recipient/v1/confirmations/${body.id}/complete`, {});
  return async () => await ask(MANDATES, { ...mandate, confirmationId: body.id });
}

test('of the same mandate given many times at once, one is given', async () => {
  const { anna, bruno } = await country();
  const periods = [{}, { validTo: '2026-04-02' }, APRIL, {}];
  const gives = [];
  for (const period of periods) gives.push(await confirmed(anna, mandateTo(bruno, period)));
  const answers = await Promise.all(gives.map((one) => one()));
  // Each of the periods has a day in common with at least the two that have no end.
  const refused = answers.filter(({ status }) => status !== 201);
  expect(refused.length).toBeGreaterThanOrEqual(2);
  for (const { status, body } of refused) {
    expect([status, body.code]).toEqual([409, 'mandate-exists']);
  }
  const { given } = (await anna.ask(MANDATES)).body;
  expect(given).toHaveLength(periods.length - refused.length);
});

test('a paper is no second mandate beside one that was given here, for an official who sees neither', async () => {
  const { context, anna, bruno } = await country();
  const { keyText } = await addOfficial(context, {
    ...{ name: 'Ilze', organisation: 'm-0099000', roles: ['agent'] },
  });
  const paper = { ...mandateTo(bruno), giver: holderOf(anna) };
  const enter = async () =>
    await fetch(`${anna.baseUrl}/official/v1/mandates`, {
      method: 'POST',
      headers: { authorization: `Bearer ${keyText}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...paper, scan: btoa('%PDF-1.7\nPilnvara\n%%EOF\n') }),
    });
  const giveHere = await confirmed(anna, mandateTo(bruno));
  const [here, there] = await Promise.all([giveHere(), enter()]);
  expect([here.status, there.status].toSorted()).toEqual([201, 409]);
  expect((await enter()).status).toBe(409);
  expect((await anna.ask(MANDATES)).body.given).toHaveLength(1);
  const scans = await context.adminDb.query('select from identity.mandate_scans');
  expect(scans).toHaveLength(there.status === 201 ? 1 : 0);
});

const OTHERS: [what: string, second: (people: Country) => object][] = [
  ['for other acts', ({ bruno }) => mandateTo(bruno, { acts: ['see-reliefs'] })],
  ['to another', ({ cezars }) => mandateTo(cezars)],
  ['for days after', ({ bruno }) => mandateTo(bruno, APRIL)],
];

test.each(OTHERS)('another mandate is given beside: %s', async (_what, second) => {
  const people = await country();
  const { anna, bruno } = people;
  await give(anna, bruno, mandateTo(bruno, { validTo: '2026-04-01' }));
  expect((await confirmAndGive(anna, second(people))).status).toBe(201);
});

test('the same acts in another order are the same mandate, until it is revoked', async () => {
  const { anna, bruno } = await country();
  const id = await give(anna, bruno, mandateTo(bruno));
  const turned = mandateTo(bruno, { acts: ['manage-means', 'see-reliefs'], mayPassOn: true });
  expect((await confirmAndGive(anna, turned)).body).toMatchObject({ code: 'mandate-exists' });
  await anna.ask(`${MANDATES}/${id}/revoke`, {});
  expect((await confirmAndGive(anna, turned)).status).toBe(201);
});

test('what was passed on stands beside what the giver gave directly, once', async () => {
  const { anna, bruno, cezars } = await country();
  const held = await give(anna, bruno, mandateTo(bruno, { mayPassOn: true }));
  const passedOn = mandateTo(cezars, { passedFromId: held });
  await give(bruno, cezars, passedOn);
  expect((await confirmAndGive(bruno, passedOn)).body).toMatchObject({ code: 'mandate-exists' });
  await give(anna, cezars, mandateTo(cezars));
  await anna.ask(`${MANDATES}/${held}/revoke`, {});
  expect((await actFor(cezars, anna)).status).toBe(204);
});
