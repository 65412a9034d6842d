import { expect, test } from 'vitest';
import type { Actor } from '../../platform/context.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import { listItems, listTerminals } from './index.ts';

const context = await testContext();
const fixture = await vejaine(context);
const page = { after: '', limit: 10 };

test('another IDS reads nothing of this one', async () => {
  const other = context.as({
    kind: 'ids',
    idsId: context.ids.next(),
    organisationId: fixture.municipalityId,
  });
  expect(await listItems(other, page)).toEqual([]);
  expect(await listTerminals(other, page)).toEqual([]);
});

test.each<[string, Actor]>([
  ['a recipient', { kind: 'recipient', personId: fixture.outsider.id, sessionId: 'session' }],
  ['the operator', { kind: 'operator' }],
  ['the public', { kind: 'public' }],
])('%s reads no catalogue', async (_, actor) => {
  const refused = { code: 'not-allowed' };
  await expect(listItems(context.as(actor), page)).rejects.toMatchObject(refused);
  await expect(listTerminals(context.as(actor), page)).rejects.toMatchObject(refused);
});
