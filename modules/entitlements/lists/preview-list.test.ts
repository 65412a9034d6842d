import { expect, test } from 'vitest';
import { confirmList, listLists } from './decide-list.ts';
import { previewList } from './preview-list.ts';
import { proposeList } from './propose-list.ts';
import { additions, bytes, codeOf, GROUP, scene, snapshot } from './testing/list-scene.ts';

test('a preview tells what a list would do and all that is wrong in it, and keeps nothing', async () => {
  const { context, editor, reviewer, personCodes, members } = await scene();
  const first = await proposeList(editor, snapshot, bytes('personalCode', ...personCodes));
  expect(await codeOf(previewList(editor, snapshot, bytes('personalCode')))).toBe('list-open');
  await confirmList(reviewer, { id: first.id });
  const before = await members();
  const wrong = Array.from({ length: 150 }, (_, index) => `wrong-${index}`);
  const rows = [...personCodes.slice(1), ...wrong];
  const preview = await previewList(editor, snapshot, bytes('personalCode', ...rows));
  expect(preview).toMatchObject({ members: 3, held: 4, added: 0, ended: 1, refused: 150 });
  expect(preview.isProposable).toBe(false);
  expect(preview.problems).toHaveLength(150);
  expect(preview.problems[0]).toEqual({ row: 5, code: 'personal-code-malformed' });
  const added = await previewList(editor, additions, bytes('personalCode', ...rows));
  expect(added).toMatchObject({ added: 0, ended: 0, isProposable: true });
  expect(await members()).toEqual(before);
  expect(await listLists(editor, GROUP)).toHaveLength(1);
  expect(await context.db.query('select from entitlements.member_list_rows')).toEqual([]);
});
