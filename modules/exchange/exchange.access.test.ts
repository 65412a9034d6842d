import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { testServer } from '../../apps/server/testing/test-server.ts';
import type { Actor, Context } from '../../platform/context.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import { describeDataSet } from './data-sets/list-data-sets.ts';
import {
  addInformationSystem,
  createSystemKey,
  defineDataSet,
  endDataSet,
  eraseRecords,
  listDataSets,
  nameRemote,
  proposeDataSet,
  publishDataSet,
  revokeSystemKey,
} from './index.ts';
import { acceptRecords } from './intake/accept-records.ts';
import { confirmUpload, refuseUpload } from './intake/decide-upload.ts';
import { dropQuarantined, listQuarantine, replayQuarantined } from './intake/serve-quarantine.ts';
import { describeUpload, takeUpload } from './intake/take-upload.ts';
import { findRecords, getRecordByAddress } from './reading/find-records.ts';
import { readChanges, streamChanges } from './reading/read-changes.ts';
import { streamRecords } from './reading/stream-records.ts';
import { LICENCES_TEXT } from './testing/licences.ts';

const NAME = { code: 'vejaine-licences', version: 1 };
const context = await testContext();
const fixture = await vejaine(context);
await defineDataSet(context, { file: 'licences.yaml', text: LICENCES_TEXT });
const systemId = context.ids.next();
const own = context.as({
  kind: 'information-system',
  systemId,
  organisationId: fixture.municipalityId,
});
const other = context.as({
  kind: 'information-system',
  systemId,
  organisationId: fixture.providerId,
});

const STRANGERS: [string, Actor][] = [
  ['the public', { kind: 'public' }],
  ['a recipient', { kind: 'recipient', personId: fixture.outsider.id, sessionId: 'session' }],
  ['an IDS', { kind: 'ids', idsId: fixture.idsId, organisationId: fixture.municipalityId }],
  [
    'an official',
    {
      kind: 'official',
      officialId: systemId,
      organisation: { id: fixture.municipalityId, code: 'm-0099000' },
      roles: ['editor'],
    },
  ],
];

test.each(STRANGERS)('%s sees and changes nothing', async (_name, actor) => {
  const stranger = context.as(actor);
  const refused = { code: 'not-allowed' };
  const file = { file: 'x', text: LICENCES_TEXT };
  const system = { institution: 'm-0099000', code: 'x', name: 'x' };
  for (const attempt of [
    () => listDataSets(stranger, { after: null, limit: 1 }),
    () => describeDataSet(stranger, NAME),
    () => defineDataSet(stranger, file),
    () => proposeDataSet(stranger, NAME),
    () => publishDataSet(stranger, NAME),
    () => endDataSet(stranger, NAME, '2027-01-01'),
    () => addInformationSystem(stranger, system),
    () => createSystemKey(stranger, { system: 'x', expiresAt: null }),
    () => revokeSystemKey(stranger, systemId),
    () => nameRemote(stranger, REMOTE),
  ]) {
    await expect(attempt()).rejects.toMatchObject(refused);
  }
});

const REMOTE = {
  ...{ name: 'x', url: 'https://x/exchange/v1', keyText: 'x' },
  institutions: ['m-0099000'],
};

/** Every way to records, in and out. */
const WAYS: [name: string, way: (asking: Context) => Promise<unknown>][] = [
  ['accept', (asking) => acceptRecords(asking, NAME, { changes: [{}], allOrNothing: false })],
  ['upload', (asking) => takeUpload(asking, NAME, UPLOAD, Readable.from([]))],
  ['describe', (asking) => describeUpload(asking, NAME, 'x')],
  [
    'confirm',
    (asking) => confirmUpload(asking, NAME, { id: 'x', removed: 1, changed: 0, added: 0 }),
  ],
  ['refuse', (asking) => refuseUpload(asking, NAME, 'x')],
  ['quarantine', (asking) => listQuarantine(asking, NAME, { after: null, limit: 1 })],
  ['replay', (asking) => replayQuarantined(asking, NAME, { id: systemId })],
  ['drop', (asking) => dropQuarantined(asking, NAME, systemId)],
  ['find', (asking) => findRecords(asking, NAME, [{}])],
  ['one', (asking) => getRecordByAddress(asking, NAME, {})],
  ['changes', (asking) => readChanges(asking, NAME, { after: 0, limit: 1 })],
  ['stream', (asking) => streamChanges(asking, NAME, 0)],
  ['bulk', (asking) => streamRecords(asking, NAME, 'csv')],
  ['erase', (asking) => eraseRecords(asking, NAME, ERASURE)],
];

const ERASURE = { keys: [{}], reason: 'unlawful' as const, legalBasis: 'x' };
const UPLOAD = {
  ...{ id: 'x', mode: 'changes' as const, allOrNothing: false },
  ...{ takenAt: null, fromLine: 1 },
};

test.each(WAYS)(
  '%s: a way that is closed to all but the institution and the operator',
  async (name, way) => {
    for (const [, actor] of STRANGERS) {
      const isDecided = actor.kind === 'official' && ['confirm', 'refuse'].includes(name);
      const code = isDecided ? 'official-role-missing' : 'not-allowed';
      await expect(way(context.as(actor))).rejects.toMatchObject({ code });
    }
    await expect(way(other)).rejects.toMatchObject({ code: 'data-set-not-permitted' });
    for (const asking of [own, context.as({ kind: 'operator' })]) {
      const said = await way(asking).catch((error: { code?: string }) => error.code);
      expect(['not-allowed', 'data-set-not-permitted']).not.toContain(said);
    }
  },
);

test("another institution's system sees what the data set is, and governs nothing", async () => {
  expect(await describeDataSet(other, NAME)).toMatchObject(NAME);
  const file = { file: 'x', text: LICENCES_TEXT };
  await expect(defineDataSet(other, file)).rejects.toMatchObject({ code: 'not-allowed' });
  const refused = { code: 'data-set-not-permitted' };
  await expect(proposeDataSet(other, NAME)).rejects.toMatchObject(refused);
  await expect(endDataSet(other, NAME, '2027-01-01')).rejects.toMatchObject(refused);
});

test('the own institution proposes, and the operator publishes', async () => {
  const file = { file: 'x', text: LICENCES_TEXT };
  expect(await defineDataSet(own, file)).toMatchObject({ outcome: 'unchanged' });
  await proposeDataSet(own, NAME);
  await expect(publishDataSet(own, NAME)).rejects.toMatchObject({ code: 'not-allowed' });
  await publishDataSet(context.as({ kind: 'operator' }), NAME);
});

test('a system proves itself by its key, until that ends', async () => {
  const server = await testServer(context);
  const system = { institution: 'm-0099000', code: 'licences', name: 'Licenču sistēma' };
  await addInformationSystem(context, system);
  const expiresAt = new Date(context.clock.now().getTime() + 60_000);
  const [first, second] = [
    await createSystemKey(context, { system: 'licences', expiresAt: null }),
    await createSystemKey(context, { system: 'licences', expiresAt }),
  ];
  const ask = async (keyText: string) => {
    const headers = { authorization: `Bearer ${keyText}` };
    const response = await fetch(`${server.baseUrl}/exchange/v1/data-sets`, { headers });
    const { code = 'well' } = (await response.json()) as { code?: string };
    return code;
  };
  expect(await ask(first.keyText)).toBe('well');
  expect(await ask(second.keyText)).toBe('well');
  expect(await ask(`${first.keyText.slice(0, -1)}${first.keyText.endsWith('A') ? 'B' : 'A'}`)).toBe(
    'system-key-unknown',
  );
  expect(await ask('kopli_x')).toBe('system-key-unknown');
  context.clock.advance(60_000);
  expect(await ask(second.keyText)).toBe('system-key-expired');
  await revokeSystemKey(context, first.id);
  await revokeSystemKey(context, first.id);
  expect(await ask(first.keyText)).toBe('system-key-revoked');
  await server.close();
});

test('systems belong to institutions that exist, and keys to systems that exist', async () => {
  const system = { institution: 'nobody', code: 'x', name: 'x' };
  await expect(addInformationSystem(context, system)).rejects.toMatchObject({
    code: 'institution-unknown',
  });
  const mine = { institution: 'm-0099000', code: 'shared', name: 'x' };
  await addInformationSystem(context, mine);
  await addInformationSystem(context, { ...mine, name: 'y' });
  const taken = { ...mine, institution: 'vejaines-pramis' };
  await expect(addInformationSystem(context, taken)).rejects.toMatchObject({
    code: 'information-system-of-another',
  });
  await expect(createSystemKey(context, { system: 'none', expiresAt: null })).rejects.toMatchObject(
    { code: 'information-system-unknown' },
  );
  await expect(revokeSystemKey(context, context.ids.next())).rejects.toMatchObject({
    code: 'system-key-unknown',
  });
});
