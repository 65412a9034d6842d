import { beforeEach, expect, test } from 'vitest';
import { DEFAULT_NOW, testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import {
  addSimulatedAccessKeys,
  createAccessKey,
  makeAccessKeyCheck,
  makeAccessKeyText,
  revokeAccessKey,
  rotateAccessKey,
  simulatedAccessKey,
} from './index.ts';

const context = await testContext();
const { idsId, providerId } = await vejaine(context);

/** Each test has a key of its own. */
let accessKey: string;
let accessKeyId: string;

beforeEach(async () => {
  context.clock.set(DEFAULT_NOW);
  const created = await createAccessKey(context, { idsId, expiresAt: null });
  accessKey = created.keyText;
  accessKeyId = created.id;
});

test('a key tells which IDS is asking', async () => {
  expect(accessKey).toMatch(/^kopl_[0-9a-f]{32}_[A-Za-z0-9_-]{43}$/);
  expect(await makeAccessKeyCheck()(context, accessKey)).toEqual({
    kind: 'ids',
    idsId,
    organisationId: providerId,
  });
});

test('a wrong secret, an unknown key and no key at all are told alike', async () => {
  const check = makeAccessKeyCheck();
  const wrong = [
    makeAccessKeyText(accessKeyId),
    makeAccessKeyText(context.ids.next()),
    accessKey.slice(0, -1),
    `${accessKey}A`,
    '',
  ];
  await revokeAccessKey(context, accessKeyId);
  for (const keyText of wrong) {
    await expect(check(context, keyText)).rejects.toMatchObject({ code: 'access-key-unknown' });
  }
});

test('a revocation works within five seconds, also where the key is remembered', async () => {
  const check = makeAccessKeyCheck();
  await check(context, accessKey);
  await revokeAccessKey(context, accessKeyId);
  await revokeAccessKey(context, accessKeyId);
  await check(context, accessKey);
  context.clock.advance(5_000);
  const refused = check(context, accessKey);
  await expect(refused).rejects.toMatchObject({ code: 'access-key-revoked' });
  const records = await context.db.query<{ act: string }>(
    "select act from audit.records where content::jsonb ->> 'accessKey' = $1 order by id",
    [accessKeyId],
  );
  expect(records.map(({ act }) => act)).toEqual([
    'providers.create-access-key',
    'providers.revoke-access-key',
  ]);
});

test('a remembered key does not let a wrong secret in', async () => {
  const check = makeAccessKeyCheck();
  await check(context, accessKey);
  const refused = check(context, makeAccessKeyText(accessKeyId));
  await expect(refused).rejects.toMatchObject({ code: 'access-key-unknown' });
});

test('a rotation overlaps: the old key works until its end, the new one at once', async () => {
  const { keyText } = await rotateAccessKey(context, { idsId, overlapMs: 60_000 });
  const check = makeAccessKeyCheck();
  await check(context, keyText);
  await check(context, accessKey);
  context.clock.advance(60_000);
  await check(context, keyText);
  const refused = check(context, accessKey);
  await expect(refused).rejects.toMatchObject({ code: 'access-key-expired' });
});

test('an expired key is refused at its very instant, though it is remembered', async () => {
  const expiresAt = new Date(context.clock.now().getTime() + 2_000);
  const { keyText } = await createAccessKey(context, { idsId, expiresAt });
  const check = makeAccessKeyCheck();
  await check(context, keyText);
  context.clock.advance(2_000);
  await expect(check(context, keyText)).rejects.toMatchObject({ code: 'access-key-expired' });
});

test('a suspended IDS is refused', async () => {
  await context.db.query("update providers.ids set status = 'suspended'");
  const refused = makeAccessKeyCheck()(context, accessKey);
  await expect(refused).rejects.toMatchObject({ code: 'ids-suspended' });
  await context.db.query("update providers.ids set status = 'active'");
});

test('the secret of a key stands nowhere in the database', async () => {
  const rows = await context.db.query<{ row: string }>(
    'select to_jsonb(key)::text as row from providers.access_keys key',
  );
  const secret = accessKey.slice(-43);
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
