import { beforeEach, expect, test } from 'vitest';
import { type TestContext, testContext } from '../../platform/testing/test-context.ts';
import { type Vejaine, vejaine } from '../../tools/fixture/vejaine.ts';
import {
  addSimulatedAccessKeys,
  createAccessKey,
  makeAccessKeyCheck,
  makeAccessKeyText,
  revokeAccessKey,
  rotateAccessKey,
  simulatedAccessKey,
} from './index.ts';

let context: TestContext;
let fixture: Vejaine;

beforeEach(async () => {
  context = await testContext();
  fixture = await vejaine(context);
});

test('a key tells which IDS is asking', async () => {
  expect(fixture.accessKey).toMatch(/^kopl_[0-9a-f]{32}_[A-Za-z0-9_-]{43}$/);
  expect(await makeAccessKeyCheck()(context, fixture.accessKey)).toEqual({
    kind: 'ids',
    idsId: fixture.idsId,
    organisationId: fixture.providerId,
  });
});

test('a wrong secret, an unknown key and no key at all are told alike', async () => {
  const check = makeAccessKeyCheck();
  const wrong = [
    makeAccessKeyText(fixture.accessKeyId),
    makeAccessKeyText(context.ids.next()),
    fixture.accessKey.slice(0, -1),
    `${fixture.accessKey}A`,
    '',
  ];
  await revokeAccessKey(context, fixture.accessKeyId);
  for (const keyText of wrong) {
    await expect(check(context, keyText)).rejects.toMatchObject({ code: 'access-key-unknown' });
  }
});

test('a revocation works within five seconds, also where the key is remembered', async () => {
  const check = makeAccessKeyCheck();
  await check(context, fixture.accessKey);
  await revokeAccessKey(context, fixture.accessKeyId);
  await revokeAccessKey(context, fixture.accessKeyId);
  await check(context, fixture.accessKey);
  context.clock.advance(5_000);
  const refused = check(context, fixture.accessKey);
  await expect(refused).rejects.toMatchObject({ code: 'access-key-revoked' });
  const records = await context.db.query<{ act: string }>('select act from audit.records');
  expect(records).toEqual([{ act: 'providers.revoke-access-key' }]);
});

test('a remembered key does not let a wrong secret in', async () => {
  const check = makeAccessKeyCheck();
  await check(context, fixture.accessKey);
  const refused = check(context, makeAccessKeyText(fixture.accessKeyId));
  await expect(refused).rejects.toMatchObject({ code: 'access-key-unknown' });
});

test('a rotation overlaps: the old key works until its end, the new one at once', async () => {
  const { keyText } = await rotateAccessKey(context, { idsId: fixture.idsId, overlapMs: 60_000 });
  const check = makeAccessKeyCheck();
  await check(context, keyText);
  await check(context, fixture.accessKey);
  context.clock.advance(60_000);
  await check(context, keyText);
  const refused = check(context, fixture.accessKey);
  await expect(refused).rejects.toMatchObject({ code: 'access-key-expired' });
});

test('an expired key is refused at its very instant, though it is remembered', async () => {
  const expiresAt = new Date(context.clock.now().getTime() + 2_000);
  const { keyText } = await createAccessKey(context, { idsId: fixture.idsId, expiresAt });
  const check = makeAccessKeyCheck();
  await check(context, keyText);
  context.clock.advance(2_000);
  await expect(check(context, keyText)).rejects.toMatchObject({ code: 'access-key-expired' });
});

test('a suspended IDS is refused', async () => {
  await context.db.query("update providers.ids set status = 'suspended'");
  const refused = makeAccessKeyCheck()(context, fixture.accessKey);
  await expect(refused).rejects.toMatchObject({ code: 'ids-suspended' });
});

test('the secret of a key stands nowhere in the database', async () => {
  const rows = await context.db.query<{ row: string }>(
    'select to_jsonb(key)::text as row from providers.access_keys key',
  );
  const secret = fixture.accessKey.slice(-43);
  expect(rows.every(({ row }) => !row.includes(secret))).toBe(true);
});

test('a simulated key follows from the installation, and adding it again keeps a revocation', async () => {
  await addSimulatedAccessKeys(context, ['pramis']);
  const { id, keyText } = simulatedAccessKey(context.keys, 'pramis');
  await makeAccessKeyCheck()(context, keyText);
  await revokeAccessKey(context, id);
  await addSimulatedAccessKeys(context, ['pramis']);
  const refused = makeAccessKeyCheck()(context, keyText);
  await expect(refused).rejects.toMatchObject({ code: 'access-key-revoked' });
});

test('a key for an unknown IDS is refused', async () => {
  const act = createAccessKey(context, { idsId: context.ids.next(), expiresAt: null });
  await expect(act).rejects.toMatchObject({ code: 'ids-unknown' });
});
