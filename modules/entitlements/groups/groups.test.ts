import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { readClassifiers } from '../../classifiers/index.ts';
import { addPersons } from '../../persons/index.ts';
import { importReliefs } from '../../reliefs/index.ts';
import { addRecipientGroups, joinGroup, leaveGroup, loadMembers } from '../index.ts';

/** A relief of the fixture's municipality for the members of a group. */
const MEMBERS_FERRY = `
code: VEJAINE-MEMBERS
kind: discount
name: { lv: Prāmja drauga atlaide, en: Discount for friends of the ferry }
label: { lv: Prāmja atlaide, en: Ferry discount }
categories: [programme-members]
grantor: m-0099000
act: invented
source: invented
versions:
  - from: 2024-01-01
    who: { group: pramja-draugi }
    benefits: [{ on: [ferry-crossing], give: { percent: 10 } }]
`;

const context = await testContext();
const { residents } = await vejaine(context);
const [anna, bruno] = residents;
if (!anna || !bruno) throw new Error('The fixture has two residents.');
await importReliefs(
  context,
  [{ file: 'vejaine-members.yaml', text: MEMBERS_FERRY }],
  await readClassifiers(context),
);
const group = {
  code: 'pramja-draugi',
  grantor: 'm-0099000',
  name: { lv: 'Prāmja draugi', en: 'Friends of the ferry' },
};
await addRecipientGroups(context, [group]);

async function periodsOf(personId: string): Promise<[string, string | null][]> {
  const rows = await context.db.query<{ valid_from: string; valid_to: string | null }>(
    `select valid_from, valid_to from entitlements.entitlements held
     join reliefs.relief_codes relief on relief.id = held.relief_id
     where held.person_id = $1::uuid and held.superseded_at is null and code = 'VEJAINE-MEMBERS'
     order by valid_from`,
    [personId],
  );
  return rows.map((row) => [row.valid_from, row.valid_to]);
}

test('who joins has the relief of the group, until they leave', async () => {
  const consentAt = new Date('2026-03-11T09:59:00Z');
  const membership = { personId: anna.id, group: group.code, from: '2026-03-11', consentAt };
  await joinGroup(context, membership);
  await joinGroup(context, membership);
  expect(await periodsOf(anna.id)).toEqual([['2026-03-11', null]]);
  await leaveGroup(context, { personId: anna.id, group: group.code, on: '2026-04-01' });
  expect(await periodsOf(anna.id)).toEqual([['2026-03-11', '2026-04-01']]);
  await joinGroup(context, { ...membership, from: '2026-06-01' });
  expect(await periodsOf(anna.id)).toEqual([
    ['2026-03-11', '2026-04-01'],
    ['2026-06-01', null],
  ]);
  const acts = await context.db.query<{ act: string }>(
    'select act from audit.records where subject_person_id = $1::uuid order by id',
    [anna.id],
  );
  expect(acts.map(({ act }) => act)).toEqual([
    'entitlements.join-group',
    'entitlements.leave-group',
    'entitlements.join-group',
  ]);
});

test('leaving on the first day leaves nothing', async () => {
  const consentAt = new Date('2026-03-11T09:59:00Z');
  await joinGroup(context, {
    personId: bruno.id,
    group: group.code,
    from: '2026-03-11',
    consentAt,
  });
  await leaveGroup(context, { personId: bruno.id, group: group.code });
  expect(await periodsOf(bruno.id)).toEqual([]);
});

test('an unknown group and no membership are refused', async () => {
  const consentAt = new Date('2026-03-11T09:59:00Z');
  const unknown = joinGroup(context, {
    personId: anna.id,
    group: 'nobody',
    from: '2026-03-11',
    consentAt,
  });
  await expect(unknown).rejects.toMatchObject({ code: 'group-unknown' });
  const left = leaveGroup(context, { personId: bruno.id, group: group.code });
  await expect(left).rejects.toMatchObject({ code: 'not-a-member' });
});

test('a file of members is loaded once, and bad records are reported', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-members-'));
  mkdirSync(join(folder, 'issuers'));
  writeFileSync(
    join(folder, 'issuers', 'groups.json'),
    JSON.stringify([{ ...group, code: 'upes-draugi' }]),
  );
  const good = {
    personalCode: bruno.personalCode,
    group: 'upes-draugi',
    validFrom: '2025-01-01',
    consentAt: '2025-01-01T09:00:00Z',
  };
  const records = [
    good,
    { ...good, personalCode: '320000-00000' },
    { ...good, group: 'nobody' },
    { ...good, consentAt: undefined },
    { ...good, validTo: good.validFrom },
    { ...good, personalCode: bruno.personalCode.replace('-', '') },
  ];
  const lines = records.map((record) => JSON.stringify(record)).join('\n');
  writeFileSync(join(folder, 'issuers', 'members.ndjson'), `${lines}\n`);
  const report = await loadMembers(context, folder);
  expect(report).toMatchObject({ records: 6, added: 1, refused: 4 });
  expect(report.refusals.map(({ line }) => line).sort()).toEqual([2, 3, 4, 5]);
  expect(await loadMembers(context, folder)).toMatchObject({ added: 0 });
});

test('the keeper of a group may go on writing the former code of a member', async () => {
  const { personalCode, name } = bruno;
  const renewed = { personalCode: '320000-00002', previousPersonalCode: personalCode };
  await addPersons(context, [{ ...renewed, name, birthDate: '1990-01-01', deathDate: null }]);
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-members-'));
  mkdirSync(join(folder, 'issuers'));
  const member = { personalCode, group: group.code, validFrom: '2027-01-01' };
  const line = JSON.stringify({ ...member, consentAt: '2026-03-01T09:00:00Z' });
  writeFileSync(join(folder, 'issuers', 'members.ndjson'), `${line}\n`);
  expect(await loadMembers(context, folder)).toMatchObject({ added: 1, refused: 0 });
});
