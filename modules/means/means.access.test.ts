import { expect, test } from 'vitest';
import type { Actor } from '../../platform/context.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import { blockMeans, issueOneTimeCode, listMeans, reportMeansLost, unblockMeans } from './index.ts';

const context = await testContext();
const { residents, idsId, providerId } = await vejaine(context);
const [anna, bruno] = residents;
if (!anna || !bruno) throw new Error('The fixture has two residents.');
const changes = { blockMeans, unblockMeans, reportMeansLost };

test.each(Object.entries(changes))(
  "%s: another's means is unknown, and stays as it is",
  async (_, act) => {
    const asBruno = context.as({ kind: 'recipient', personId: bruno.id, sessionId: 's' });
    await expect(act(asBruno, anna.meansId)).rejects.toMatchObject({ code: 'means-unknown' });
    const rows = await context.db.query('select status from means.means where id = $1::uuid', [
      anna.meansId,
    ]);
    expect(rows).toEqual([{ status: 'active' }]);
  },
);

test('a person sees their own means only', async () => {
  const asBruno = context.as({ kind: 'recipient', personId: bruno.id, sessionId: 's' });
  expect((await listMeans(asBruno)).map(({ id }) => id)).toEqual([bruno.meansId]);
});

test.each<[string, Actor]>([
  ['an IDS', { kind: 'ids', idsId, organisationId: providerId }],
  ['the operator', { kind: 'operator' }],
  ['the public', { kind: 'public' }],
])('%s neither sees nor changes them', async (_, actor) => {
  const as = context.as(actor);
  const refused = { code: 'not-allowed' };
  for (const act of Object.values(changes)) {
    await expect(act(as, anna.meansId)).rejects.toMatchObject(refused);
  }
  await expect(listMeans(as)).rejects.toMatchObject(refused);
  await expect(issueOneTimeCode(as)).rejects.toMatchObject(refused);
});
