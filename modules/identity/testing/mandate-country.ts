import { expect, onTestFinished } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { signInByHand } from './browser-by-hand.ts';

export const MANDATES = '/recipient/v1/mandates';

/** Four residents who may sign in, each as a function that asks with their own session. */
export async function country() {
  const context = await testContext();
  const fixture = await vejaine(context, { residents: 4 });
  const { baseUrl, close } = await testServer(context);
  onTestFinished(close);
  const people = await Promise.all(
    fixture.residents.map(async (person) => {
      const cookie = await signInByHand(baseUrl, person.id);
      return { ...person, baseUrl, cookie, ask: askWith(baseUrl, cookie) };
    }),
  );
  const [anna, bruno, cezars, dace] = people;
  if (!anna || !bruno || !cezars || !dace) throw new Error('The fixture has four residents.');
  return { context, fixture, anna, bruno, cezars, dace };
}

export async function signIn(baseUrl: string, personId: string) {
  return askWith(baseUrl, await signInByHand(baseUrl, personId));
}

function askWith(baseUrl: string, cookie: string) {
  return async (path: string, body?: object) => {
    const answer = await fetch(baseUrl + path, {
      method: body ? 'POST' : 'GET',
      headers: { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? JSON.parse(text) : undefined };
  };
}

export type Country = Awaited<ReturnType<typeof country>>;

export function holderOf({ personalCode, name }: Country['anna']) {
  return { personalCode, name };
}

type Giver = 'recipient' | 'organisation';

/** Confirms a mandate and gives it, as the page does: in one's own name or that of an organisation. */
export async function confirmAndGive(
  { ask }: Country['anna'],
  mandate: object,
  giver: Giver = 'recipient',
) {
  const path = `/${giver}/v1`;
  const { status, body: begun } = await ask(`${path}/mandates/confirmation`, mandate);
  if (status !== 201) return { status, body: begun };
  await ask(`${path}/confirmations/${begun.id}/complete`, {});
  return await ask(`${path}/mandates`, { ...mandate, confirmationId: begun.id });
}

export async function give(
  from: Country['anna'],
  to: Country['anna'],
  more: object = {},
  giver: Giver = 'recipient',
) {
  const mandate = { holder: holderOf(to), acts: ['see-reliefs'], ...more };
  const { status, body } = await confirmAndGive(from, mandate, giver);
  expect([status, body]).toEqual([201, { id: expect.any(String) }]);
  return body.id as string;
}

export async function actFor(who: Country['anna'], { id }: { id: string }) {
  return await who.ask('/login/v1/profile', { personId: id });
}
