import { createLocalJWKSet, jwtVerify } from 'jose';
import { expect, test } from 'vitest';
import { testContext } from '../../../platform/testing/test-context.ts';
import { signOn, signOnCountry } from '../testing/sign-on-country.ts';
import { AHEAD_MS, KEPT_MS, orderToSign, planRotation, SIGNING_MS } from './signing-key.ts';
import { readSigningKeys, rotateSigningKeys } from './signing-keys.ts';

const DAY_MS = 86_400_000;
const T0 = new Date('2026-01-01T00:00:00Z').getTime();
const at = (ms: number) => new Date(T0 + ms);
const key = (id: string, ms: number) => ({ id, algorithm: 'ES256' as const, usedFrom: at(ms) });

test('the next key is published before it signs, and the last until its tokens have ended', () => {
  const old = key('old', 0);
  const next = key('next', SIGNING_MS);
  const rows: [
    what: string,
    keys: (typeof old)[],
    now: number,
    add: number | null,
    gone: string[],
  ][] = [
    ['none yet', [], 0, 0, []],
    ['in use', [old], DAY_MS, null, []],
    ['the next is due', [old], SIGNING_MS - AHEAD_MS, SIGNING_MS, []],
    ['the next is published', [next, old], SIGNING_MS - DAY_MS, null, []],
    ['the next signs', [next, old], SIGNING_MS + KEPT_MS - 1, null, []],
    ['the tokens of the old one have ended', [next, old], SIGNING_MS + KEPT_MS, null, ['old']],
    ['long away', [old], 90 * DAY_MS, 90 * DAY_MS + AHEAD_MS, []],
  ];
  for (const [what, keys, now, add, gone] of rows) {
    const plan = planRotation(keys, at(now));
    expect(plan.addFrom?.getTime() ?? null, what).toBe(add === null ? null : T0 + add);
    expect(
      plan.remove.map(({ id }) => id),
      what,
    ).toEqual(gone);
  }
  expect(orderToSign([next, old], at(DAY_MS)).map(({ id }) => id)).toEqual(['old', 'next']);
  expect(orderToSign([next, old], at(SIGNING_MS)).map(({ id }) => id)).toEqual(['next', 'old']);
});

test('two servers that begin at the same time make one key of each kind', async () => {
  const context = await testContext();
  const read = await Promise.all([1, 2, 3].map(() => readSigningKeys(context)));
  await Promise.all([1, 2].map(() => rotateSigningKeys(context)));
  expect(read[1]).toEqual(read[0]);
  expect(read[0]?.map(({ alg }) => alg).sort()).toEqual(['ES256', 'EdDSA']);
  const rows = await context.adminDb.query<{ sealed: Buffer }>(
    'select sealed from identity.signing_keys',
  );
  expect(rows).toHaveLength(2);
  for (const { sealed } of rows) expect(sealed.toString('latin1')).not.toContain('kty');
});

test('over a rotation old tokens hold, new ones are of the new key, and nobody restarts', async () => {
  const { context, issuer, baseUrl, person, openClient } = await signOnCountry();
  const config = await openClient();
  const flow = { baseUrl, personId: person.id };
  const published = async () => {
    const answer = await fetch(`${issuer}/jwks`);
    return (await answer.json()) as { keys: { kid: string; alg: string }[] };
  };
  const before = await published();
  context.clock.advance(SIGNING_MS - AHEAD_MS);
  await rotateSigningKeys(context);
  const both = await published();
  expect(both.keys).toHaveLength(4);
  const { tokens: old } = await signOn(config, flow);
  context.clock.advance(AHEAD_MS);
  await rotateSigningKeys(context);
  const { tokens: fresh } = await signOn(await openClient(), flow);
  // Who fetched the keys when the next was only published can read what it signs.
  for (const token of [old.id_token, fresh.id_token]) {
    await jwtVerify(token ?? '', createLocalJWKSet(both as never));
  }
  await expect(jwtVerify(fresh.id_token ?? '', createLocalJWKSet(before as never))).rejects.toThrow(
    'no applicable key',
  );
  context.clock.advance(KEPT_MS);
  await rotateSigningKeys(context);
  expect((await published()).keys).toHaveLength(2);
});
