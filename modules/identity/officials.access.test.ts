import { expect, test } from 'vitest';
import { OFFICIAL_ROLES } from '../../platform/context.ts';
import { createHttpServer } from '../../platform/http/create-http-server.ts';
import type { Routes } from '../../platform/http/http-app.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import {
  addOfficial,
  endOfficial,
  giveOfficialKey,
  identityErrors,
  listOfficials,
  officialAuthenticator,
} from './index.ts';

const YEAR_MS = 365 * 86_400_000;

/** A route that says whom the server took the caller for. */
const echo: Routes = (app) => {
  const config = { permission: 'official' as const, roles: OFFICIAL_ROLES };
  const options = { config, schema: { hide: true } };
  app.get('/echo', options, async ({ context }) => context.actor);
};

async function serve() {
  const context = await testContext();
  const { municipalityId } = await vejaine(context);
  const app = await createHttpServer({
    base: context,
    authenticators: [officialAuthenticator({})],
    errors: [identityErrors],
    routes: [echo],
    api: { title: 'test', version: '1', description: '' },
  });
  const ask = async (keyText: string) => {
    const headers = { authorization: `Bearer ${keyText}` };
    return (await app.inject({ url: '/echo', headers })).json();
  };
  return { context, municipalityId, ask };
}

const EDITOR = { name: 'Ilze', organisation: 'm-0099000', roles: ['editor'] } as const;

test('an official of a grantor is known by their key, with organisation and roles', async () => {
  const { context, municipalityId, ask } = await serve();
  const { officialId, keyText } = await addOfficial(context, EDITOR);
  expect(await ask(keyText)).toEqual({
    kind: 'official',
    officialId,
    organisation: { id: municipalityId, code: 'm-0099000' },
    roles: ['editor'],
  });
  expect(await listOfficials(context)).toMatchObject([{ id: officialId, ...EDITOR }]);
});

test('an official without an organisation is of the operator', async () => {
  const { context, ask } = await serve();
  const official = { name: 'Jānis', organisation: null, roles: ['editor', 'reviewer'] as const };
  const { keyText } = await addOfficial(context, official);
  expect(await ask(keyText)).toMatchObject({ organisation: null, roles: official.roles });
});

test('the key is kept as a hash only, and works for a year', async () => {
  const { context, ask } = await serve();
  const { keyText } = await addOfficial(context, EDITOR);
  const kept = await context.adminDb.query<{ row: string }>(
    'select key::text as row from identity.official_keys key',
  );
  const secret = keyText.split('_').slice(2).join('_');
  expect(kept[0]?.row).not.toContain(secret);
  expect(kept[0]?.row).not.toContain(Buffer.from(secret, 'base64url').toString('hex'));
  context.clock.advance(YEAR_MS - 1);
  expect(await ask(keyText)).toMatchObject({ kind: 'official' });
  context.clock.advance(1);
  expect(await ask(keyText)).toMatchObject({ status: 401, code: 'official-key-expired' });
});

test('a new key takes the place of the one before', async () => {
  const { context, ask } = await serve();
  const first = await addOfficial(context, EDITOR);
  const second = await giveOfficialKey(context, first.officialId);
  expect(await ask(first.keyText)).toMatchObject({ code: 'official-key-expired' });
  expect(await ask(second.keyText)).toMatchObject({ officialId: first.officialId });
});

test('an official who has ended opens nothing, and gets no further key', async () => {
  const { context, ask } = await serve();
  const { officialId, keyText } = await addOfficial(context, EDITOR);
  await endOfficial(context, officialId);
  await endOfficial(context, officialId);
  expect(await ask(keyText)).toMatchObject({ status: 403, code: 'official-ended' });
  await expect(giveOfficialKey(context, officialId)).rejects.toThrow('official-unknown');
});

test('a wrong secret, a malformed key and another organisation are refused', async () => {
  const { context, ask } = await serve();
  const one = await addOfficial(context, EDITOR);
  const other = await addOfficial(context, EDITOR);
  const crossed = `${one.keyText.slice(0, 39)}${other.keyText.slice(39)}`;
  for (const keyText of [crossed, 'koplo_x', `${one.keyText}x`]) {
    expect(await ask(keyText), keyText).toMatchObject({
      status: 401,
      code: 'official-key-unknown',
    });
  }
  expect(await ask('kopl_x')).toMatchObject({ code: 'not-signed-in' });
  await expect(addOfficial(context, { ...EDITOR, organisation: 'm-none' })).rejects.toThrow(
    'organisation-unknown',
  );
  await expect(endOfficial(context, context.ids.next())).rejects.toThrow('official-unknown');
});

test('acts on officials are in the audit, without a key and without a name', async () => {
  const { context } = await serve();
  const { officialId, keyText } = await addOfficial(context, EDITOR);
  await endOfficial(context, officialId);
  const records = await context.adminDb.query<{ act: string; content: string }>(
    `select act, content from audit.records where act like 'identity.%' order by id`,
  );
  expect(records.map(({ act }) => act)).toEqual([
    'identity.add-official',
    'identity.give-official-key',
    'identity.end-official',
  ]);
  const text = JSON.stringify(records);
  expect(text).not.toContain(keyText.slice(39));
  expect(text).not.toContain(EDITOR.name);
});
