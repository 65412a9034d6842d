import { expect, test } from 'vitest';
import { confirmList } from '../lists/decide-list.ts';
import { proposeList } from '../lists/propose-list.ts';
import { bytes, codeOf, GROUP, OTHER, OWN, scene, snapshot } from '../lists/testing/list-scene.ts';
import { listOwnersGroups } from './add-group.ts';
import { findMember } from './find-member.ts';

test('who is in a group is found by the personal code, and the person can see that they were looked for', async () => {
  const { context, fixture, editor, reviewer, of, personCodes } = await scene();
  const [inside = '', out = ''] = personCodes;
  const { id } = await proposeList(editor, snapshot, bytes('personalCode', inside));
  await confirmList(reviewer, { id });
  expect(await listOwnersGroups(editor)).toMatchObject([{ code: GROUP, members: 1 }]);
  const find = (personalCode: string) => ({ group: GROUP, personalCode });
  expect(await findMember(reviewer, find(inside))).toEqual([
    { from: '2026-03-11', to: null, consentAt: null },
  ]);
  expect(await findMember(editor, find(out))).toEqual([]);
  expect(await codeOf(findMember(editor, find('320000-00001')))).toBe('person-unknown');
  const looks = await context.adminDb.query<{ person: string; why: string }>(
    `select subject_person_id as person, content::jsonb ->> 'why' as why from audit.records
     where act = 'entitlements.find-member' order by id`,
  );
  const [first, second] = fixture.residents;
  expect(looks).toEqual([
    { person: first?.id, why: 'keep-group' },
    { person: second?.id, why: 'keep-group' },
  ]);
  const stranger = await of(OTHER, ['editor', 'reviewer']);
  expect(await codeOf(findMember(stranger, find(inside)))).toBe('group-unknown');
  expect(await codeOf(findMember(await of(OWN, ['auditor']), find(inside)))).toBe(
    'official-role-missing',
  );
});
