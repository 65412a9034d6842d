import { expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import type { Actor, OfficialRole } from '../../../platform/context.ts';
import { formOfContentType, MEDIA_TYPES } from '../../../platform/files/file-form.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { readClassifiers } from '../../classifiers/index.ts';
import { completeConfirmation } from '../../identity/confirmations/confirm-act.ts';
import { beginConfirmation, listConfirmers } from '../../identity/index.ts';
import { addPersons } from '../../persons/index.ts';
import { importReliefs } from '../../reliefs/index.ts';
import { asOfficial } from '../../reliefs/publishing/testing/officials.ts';
import { addGroup, listOwnersGroups } from '../groups/add-group.ts';
import { findMember } from '../groups/find-member.ts';
import { joinOwnGroup, leaveOwnGroup, listOwnGroups } from '../groups/list-own-groups.ts';
import { followChanges } from '../index.ts';
import { confirmList, listLists, listToConfirm, rejectList } from './decide-list.ts';
import { previewList } from './preview-list.ts';
import { proposeList } from './propose-list.ts';
import {
  additions,
  bytes,
  CSV,
  codeOf,
  GROUP,
  OTHER,
  OWN,
  scene,
  snapshot,
} from './testing/list-scene.ts';

test('one official uploads, another confirms, and who is in the list and meets the condition has it', async () => {
  const { context, editor, reviewer, members, entitled, personCodes } = await scene();
  const rows = personCodes.map((code, index) =>
    index === 0 ? `${code},01.04.2026,` : `${code},,`,
  );
  const list = await proposeList(editor, snapshot, bytes('personalCode,from,to', ...rows));
  expect(list).toMatchObject({ members: 4, added: 4, ended: 0, refused: 0, status: 'proposed' });
  expect(await members()).toEqual([]);
  await confirmList(reviewer, { id: list.id });
  expect(await members()).toContainEqual({ from: '2026-04-01', to: null });
  expect(await entitled()).toBe(4);
  expect(await listLists(editor, GROUP)).toMatchObject([
    { id: list.id, status: 'confirmed', decided: { by: reviewer.actor.officialId } },
  ]);
  const kept = await context.db.query('select from entitlements.member_list_rows');
  expect(kept).toEqual([]);
  const acts = await context.adminDb.query<{ act: string }>(
    `select act from audit.records where act like 'entitlements.%' order by id`,
  );
  expect(acts.map(({ act }) => act)).toEqual([
    'entitlements.add-group',
    'entitlements.propose-list',
    'entitlements.confirm-list',
  ]);
});

test('a whole list ends those who are not in it; many, only when it is said how many', async () => {
  const { editor, reviewer, members, entitled, personCodes, context } = await scene();
  const send = async (codes: readonly string[]) =>
    await proposeList(editor, snapshot, bytes('personas kods', ...codes));
  await confirmList(reviewer, { id: (await send(personCodes)).id });
  expect(await entitled()).toBe(4);
  context.clock.advance(86_400_000);
  const fewer = await send(personCodes.slice(0, 2));
  expect(fewer).toMatchObject({ added: 0, ended: 2 });
  for (const ended of [undefined, 1, 3]) {
    const refused = confirmList(reviewer, { id: fewer.id, ended });
    await expect(refused).rejects.toMatchObject({
      code: 'list-ends-many',
      details: { ended: 2, members: 4 },
    });
  }
  expect(await confirmList(reviewer, { id: fewer.id, ended: 2 })).toMatchObject({ ended: 2 });
  const open = { from: '2026-03-11', to: null };
  const ended = { from: '2026-03-11', to: '2026-03-12' };
  expect(await members()).toEqual([open, open, ended, ended]);
  context.clock.advance(86_400_000);
  expect(await entitled()).toBe(4);
  const again = await send(personCodes.slice(0, 3));
  expect(await confirmList(reviewer, { id: again.id })).toMatchObject({ added: 1, ended: 0 });
  expect(await members()).toHaveLength(5);
});

test('who signed on as a person confirms the list first, with all of its rows', async () => {
  const { context, fixture, editor, reviewer, personCodes, members } = await scene();
  const confirmers = listConfirmers({ simulated: true, publicUrl: () => 'http://localhost' });
  const signedOn = context.as({ ...reviewer.actor, personId: fixture.residents[0]?.id ?? '' });
  const { id } = await proposeList(editor, snapshot, bytes('personalCode', ...personCodes));
  expect(await codeOf(confirmList(signedOn, { id }))).toBe('confirmation-missing');
  const confirmed = async () => {
    const act = await listToConfirm(signedOn, id, 'en');
    expect(act.text).toBe(`Confirm the list “${GROUP}”: persons: 4; added: 4; ended: 0`);
    const begun = await beginConfirmation(signedOn, confirmers, act);
    await completeConfirmation(signedOn, confirmers, { id: begun.id });
    return begun.id;
  };
  const confirmationId = await confirmed();
  const change = `update entitlements.member_list_rows set valid_to = '2027-01-01' where person_id = $1`;
  await context.adminDb.query(change, [fixture.residents[3]?.id]);
  expect(await codeOf(confirmList(signedOn, { id, confirmationId }))).toBe('confirmation-differs');
  expect(await members()).toEqual([]);
  await confirmList(signedOn, { id, confirmationId: await confirmed() });
  expect(await members()).toHaveLength(4);
});

test('additions leave the others, and give those who are in it the end that they state', async () => {
  const { editor, reviewer, members, personCodes } = await scene();
  const [one = '', two = ''] = personCodes;
  const add = async (row: string, ended?: number) => {
    const list = await proposeList(editor, additions, bytes('personalCode,from,to', row));
    return await confirmList(reviewer, { id: list.id, ended });
  };
  await add(`${one},2026-01-01,`);
  await add(`${two},,2026-05-01`);
  expect(await codeOf(add(`${one},,2026-06-01`))).toBe('list-ends-many');
  const [open] = await listLists(reviewer, GROUP);
  await confirmList(reviewer, { id: open?.id ?? '', ended: 1 });
  expect(await members()).toEqual([
    { from: '2026-01-01', to: '2026-06-01' },
    { from: '2026-03-11', to: '2026-05-01' },
  ]);
});

test.each([
  ['whole list', snapshot],
  ['list of additions', additions],
])('a %s that ends everybody in the past says so, and ends them today', async (_, kind) => {
  const { context, editor, reviewer, members, personCodes } = await scene();
  const send = async (codes: readonly string[], period: string) => {
    const rows = codes.map((code) => `${code},${period}`);
    return await proposeList(editor, kind, bytes('personalCode,from,to', ...rows));
  };
  await confirmList(reviewer, { id: (await send(personCodes, '2026-03-01,')).id });
  const past = await send(personCodes, '2026-01-01,2026-02-01');
  expect(past).toMatchObject({ added: 0, ended: 4 });
  expect(await codeOf(confirmList(reviewer, { id: past.id }))).toBe('list-ends-many');
  await confirmList(reviewer, { id: past.id, ended: 4 });
  const ended = { from: '2026-03-01', to: '2026-03-11' };
  expect(await members()).toEqual([ended, ended, ended, ended]);
  context.clock.advance(86_400_000);
  const again = await send(personCodes.slice(0, 1), '2026-01-01,');
  expect(await confirmList(reviewer, { id: again.id })).toMatchObject({ added: 1, ended: 0 });
  expect(await members()).toEqual(
    expect.arrayContaining([ended, { from: '2026-03-11', to: null }]),
  );
  expect(await members()).toHaveLength(5);
});

const WRONG = ['12345', '329999-00099,,', 'CODE,31.02.2026,', 'CODE,2026-05-01,2026-04-01'];

test('rows that are wrong are told by their numbers, and never what stands in them', async () => {
  const { editor, personCodes } = await scene();
  const [one = '', two = ''] = personCodes;
  const rows = [...WRONG.map((row) => row.replace('CODE', one)), `${two},,`, `${two},,`];
  const lines = ['personalCode,from,to', ...rows];
  const problems = [
    { row: 2, code: 'personal-code-malformed' },
    { row: 3, code: 'person-unknown' },
    { row: 4, code: 'day-malformed' },
    { row: 5, code: 'period-empty' },
    { row: 7, code: 'person-twice' },
  ];
  const whole = proposeList(editor, snapshot, bytes(...lines));
  await expect(whole).rejects.toMatchObject({
    code: 'list-rows-wrong',
    details: { refused: 5, problems },
  });
  const list = await proposeList(editor, additions, bytes(...lines));
  expect(list).toMatchObject({ members: 1, added: 1, refused: 5, problems });
});

test('whom nobody knows here is left out of a whole list', async () => {
  const { editor, personCodes } = await scene();
  const list = await proposeList(
    editor,
    snapshot,
    bytes('personalCode', ...personCodes, '329999-00099'),
  );
  expect(list).toMatchObject({ members: 4, problems: [{ row: 6, code: 'person-unknown' }] });
});

test('a member whose code has changed stays one in a whole list that has the former code', async () => {
  const { context, editor, reviewer, fixture, personCodes, members } = await scene();
  const first = await proposeList(editor, snapshot, bytes('personalCode', ...personCodes));
  await confirmList(reviewer, { id: first.id });
  const [{ name = '', personalCode = '' } = {}] = fixture.residents;
  const renewed = { personalCode: '320000-00002', previousPersonalCode: personalCode };
  await addPersons(context, [{ ...renewed, name, birthDate: '1990-01-01', deathDate: null }]);
  const again = await proposeList(editor, snapshot, bytes('personalCode', ...personCodes));
  expect(again).toMatchObject({ members: 4, added: 0, ended: 0, problems: [] });
  await confirmList(reviewer, { id: again.id });
  expect((await members()).filter(({ to }) => to === null)).toHaveLength(4);
});

test('a workbook is read as CSV is, with days of the sheet and codes that lost their zeros', async () => {
  const { editor, reviewer, members, personCodes } = await scene(2);
  const [one = '', two = ''] = personCodes;
  const book = await writeExcelFile([
    [{ value: 'Personas kods' }, { value: 'No' }],
    [{ value: one }, { value: new Date('2026-04-01T00:00:00Z'), type: Date, format: 'yyyy-mm-dd' }],
    [{ value: Number(two.replace('-', '')) }, null],
  ]).toBuffer();
  async function* chunks() {
    yield Buffer.from(book);
  }
  const form = formOfContentType(MEDIA_TYPES.workbook);
  const list = await proposeList(editor, { ...snapshot, form }, chunks());
  expect(list).toMatchObject({ members: 2, problems: [] });
  await confirmList(reviewer, { id: list.id });
  expect(await members()).toEqual([
    { from: '2026-04-01', to: null },
    { from: '2026-03-11', to: null },
  ]);
});

test.each<[string, string[], string]>([
  ['a list without a heading', ['329000-00000'], 'list-heading-wrong'],
  ['an empty file', [], 'list-heading-wrong'],
  ['a broken quote', ['personalCode', '"3'], 'csv-broken'],
])('%s is refused', async (_, lines, code) => {
  const { editor } = await scene();
  expect(await codeOf(proposeList(editor, snapshot, bytes(...lines)))).toBe(code);
});

test('one list of a group waits at a time, and of two who decide, one does', async () => {
  const { of, editor, reviewer, personCodes } = await scene();
  const send = () => proposeList(editor, snapshot, bytes('personalCode', ...personCodes));
  const [first, second] = await Promise.allSettled([send(), send()]);
  const outcomes = [first, second].map((one) =>
    one?.status === 'fulfilled' ? 'none' : one?.reason.code,
  );
  expect(outcomes.sort()).toEqual(['list-open', 'none']);
  const [list] = await listLists(editor, GROUP);
  const id = list?.id ?? '';
  const other = await of(OWN, ['reviewer']);
  const decided = await Promise.all([
    codeOf(confirmList(reviewer, { id })),
    codeOf(confirmList(other, { id })),
    codeOf(rejectList(other, id)),
  ]);
  expect(decided.sort()).toEqual(['list-not-open', 'list-not-open', 'none']);
});

test('who may do what with lists and groups', async () => {
  const { context, of, editor, reviewer, personCodes } = await scene();
  const file = () => bytes('personalCode', ...personCodes);
  const both = await of(OWN, ['editor', 'reviewer']);
  const { id } = await proposeList(both, snapshot, file());
  expect(await codeOf(confirmList(both, { id }))).toBe('list-of-proposer');
  expect(await codeOf(confirmList(editor, { id }))).toBe('official-role-missing');
  expect(await codeOf(rejectList(editor, id))).toBe('official-role-missing');
  expect(await codeOf(proposeList(reviewer, snapshot, file()))).toBe('official-role-missing');
  const forced = context.db.query(
    `update entitlements.member_lists set status = 'confirmed', decided_by = proposed_by`,
  );
  await expect(forced).rejects.toThrow(/member_lists_four_eyes/);
  const stranger = await of(OTHER, ['editor', 'reviewer']);
  expect(await listOwnersGroups(stranger)).toEqual([]);
  expect(await codeOf(listLists(stranger, GROUP))).toBe('group-unknown');
  expect(await codeOf(proposeList(stranger, snapshot, file()))).toBe('group-unknown');
  expect(await codeOf(confirmList(stranger, { id }))).toBe('list-unknown');
  expect(await codeOf(rejectList(stranger, id))).toBe('list-unknown');
  const name = { lv: 'Cita', en: 'Other' };
  const group = { code: 'other', name, keptBy: 'list' as const };
  expect(await codeOf(addGroup(stranger, { ...group, grantor: OWN }))).toBe(
    'relief-of-another-grantor',
  );
  expect(await codeOf(addGroup(editor, { ...group, code: GROUP }))).toBe('group-known');
  expect(await codeOf(addGroup(await of(null, ['editor']), group))).toBe('organisation-unknown');
});

test.each<[string, Actor]>([
  ['the public', { kind: 'public' }],
  ['the operator key', { kind: 'operator' }],
  ['a recipient', { kind: 'recipient', personId: 'x', sessionId: 'y' }],
  ['an IDS', { kind: 'ids', idsId: 'x', organisationId: 'y' }],
])('%s may do nothing with lists', async (_, actor) => {
  const { context } = await scene();
  const other = context.as(actor);
  const id = context.ids.next();
  const group = { code: 'other', name: { lv: 'x', en: 'x' }, keptBy: 'list' as const };
  for (const work of [
    () => proposeList(other, snapshot, bytes('personalCode')),
    () => previewList(other, snapshot, bytes('personalCode')),
    () => confirmList(other, { id }),
    () => rejectList(other, id),
    () => listLists(other, GROUP),
    () => addGroup(other, group),
    () => listOwnersGroups(other),
    () => findMember(other, { group: GROUP, personalCode: 'x' }),
  ]) {
    expect(await codeOf(work())).toBe('not-allowed');
  }
});

test('a person joins and leaves a group of consent, and not one that is kept by lists', async () => {
  const { context, fixture, editor, entitled } = await scene(2, 'consent');
  const person = context.as({
    ...{ kind: 'recipient', personId: fixture.residents[0]?.id ?? '', sessionId: 'x' },
  });
  const groups = async () =>
    (await listOwnGroups(person)).map(({ code, memberSince }) => [code, memberSince]);
  expect(await groups()).toEqual([[GROUP, null]]);
  await joinOwnGroup(person, GROUP);
  expect(await groups()).toEqual([[GROUP, '2026-03-11']]);
  expect(await entitled()).toBe(1);
  await leaveOwnGroup(person, GROUP);
  expect(await groups()).toEqual([[GROUP, null]]);
  expect(await codeOf(proposeList(editor, snapshot, bytes('personalCode')))).toBe(
    'group-kept-by-consent',
  );
  const name = { lv: 'Cita', en: 'Other' };
  await addGroup(editor, { code: 'listed', name, keptBy: 'list' });
  expect(await codeOf(joinOwnGroup(person, 'listed'))).toBe('group-kept-by-list');
  expect(await codeOf(leaveOwnGroup(person, 'listed'))).toBe('group-kept-by-list');
  expect(await codeOf(joinOwnGroup(person, 'none'))).toBe('group-unknown');
  for (const work of [listOwnGroups, (asking: typeof editor) => joinOwnGroup(asking, GROUP)]) {
    expect(await codeOf(work(editor))).toBe('not-allowed');
  }
  expect(await codeOf(leaveOwnGroup(editor, GROUP))).toBe('not-allowed');
});
