import { expect, test } from 'vitest';
import type { Actor } from '../../platform/context.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import { makeEntitlementLister } from './index.ts';

const context = await testContext();
const { residents, outsider, idsId, providerId } = await vejaine(context);
const [anna] = residents;
if (!anna) throw new Error('The fixture has residents.');
const list = makeEntitlementLister();

function recipient(personId: string): Actor {
  return { kind: 'recipient', personId, sessionId: 'session' };
}

test('a person reads what they have: from whom, on what terms, and why', async () => {
  const [held, ...more] = await list(context.as(recipient(anna.id)));
  expect(more).toEqual([]);
  expect(held).toMatchObject({
    id: anna.entitlementId,
    relief: { code: 'VEJAINE-FERRY', name: { en: 'Ferry discount for residents of Vējaine' } },
    grantor: { lv: 'Vējaines novada pašvaldība' },
    from: '2019-07-01',
    to: null,
    why: { verdict: 'yes' },
  });
  expect(held?.benefits[0]?.lv).toMatch(/50 %.*brauciens ar prāmi/);
  expect(held?.benefits[0]?.en).toMatch(/50 %.*ferry crossing/);
  expect(held?.terms.length).toBeGreaterThan(0);
  expect(held?.why.text.lv).toMatch(/^jā: deklarētā dzīvesvieta.*Vējaines.*kopš 01\.01\.2015\./);
});

test('another person reads nothing of it', async () => {
  expect(await list(context.as(recipient(outsider.id)))).toEqual([]);
});

test.each<[string, Actor]>([
  ['an IDS', { kind: 'ids', idsId, organisationId: providerId }],
  ['the operator', { kind: 'operator' }],
  ['the public', { kind: 'public' }],
])('%s reads nobody', async (_, actor) => {
  await expect(list(context.as(actor))).rejects.toMatchObject({ code: 'not-allowed' });
});
