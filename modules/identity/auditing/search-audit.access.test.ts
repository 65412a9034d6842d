import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context, OfficialRole } from '../../../platform/context.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { addOfficial } from '../index.ts';

const context = await testContext();
const fixture = await vejaine(context);
const { baseUrl, close } = await testServer(context);
afterAll(close);
const personId = fixture.outsider.id;

const MARCH = { from: '2026-03-01T00:00:00Z', until: '2026-04-01T00:00:00Z' };
const A_DAY = { from: '2026-03-11T00:00:00Z', until: '2026-03-12T00:00:00Z' };

async function note(act: string, organisationId: string, asking: Context = context) {
  const entry = { act, organisationId, subjectPersonId: personId, content: { note: act } };
  const record = makeAuditRecord(asking, entry);
  await writeAudit(context.db, [record]);
  return record.id;
}

const own = [
  await note('test.first', fixture.municipalityId),
  await note('test.second', fixture.municipalityId),
  await note('test.third', fixture.municipalityId),
];
const foreign = await note('test.foreign', fixture.providerId);

async function official(role: OfficialRole, organisation: string | null) {
  const { keyText } = await addOfficial(context, { name: 'Ilze', organisation, roles: [role] });
  const headers = { authorization: `Bearer ${keyText}`, 'content-type': 'application/json' };
  return async (question: object) => {
    const body = JSON.stringify(question);
    const answer = await fetch(`${baseUrl}/official/v1/audit/search`, {
      method: 'POST',
      headers,
      body,
    });
    return { status: answer.status, ...(await answer.json()) };
  };
}

const municipal = await official('auditor', 'm-0099000');
const central = await official('auditor', null);
const ofTests = { ...MARCH, person: { id: personId }, act: 'test.' };

interface Shown {
  id: string;
}
const ids = (answer: { records: Shown[] }) => answer.records.map(({ id }) => id);

test('an auditor of an organisation reads what was done in it, and nothing else', async () => {
  expect(ids(await municipal(ofTests)).sort()).toEqual([...own].sort());
  expect(ids(await central(ofTests)).sort()).toEqual([...own, foreign].sort());
});

test('a record says who did what, to whom, and what it was about', async () => {
  const { records } = await central({ ...ofTests, act: 'test.foreign' });
  expect(records).toEqual([
    {
      ...{ id: foreign, at: '2026-03-11T10:00:00.000Z', act: 'test.foreign' },
      actor: { kind: 'system', id: 'test' },
      ...{ personId, organisationId: fixture.providerId, requestId: 'test' },
      content: { note: 'test.foreign' },
    },
  ]);
});

test('that an official was refused is in the audit: the route and the code, and from where', async () => {
  const editor = await official('editor', 'm-0099000');
  await editor(ofTests);
  const now = context.clock.now();
  const day = { from: new Date(now.getTime() - 3_600_000), until: new Date(now.getTime() + 1_000) };
  const { records } = await municipal({ ...day, act: 'platform.refuse' });
  expect((records as { content: object }[]).map(({ content }) => content)).toContainEqual({
    ...{ route: '/official/v1/audit/search', code: 'official-role-missing', from: '127.0.0.1' },
  });
});

test('pages follow each other without a gap', async () => {
  const first = await municipal({ ...ofTests, limit: 2 });
  const second = await municipal({ ...ofTests, limit: 2, cursor: first.next });
  expect(ids(first)).toHaveLength(2);
  expect([...ids(first), ...ids(second)].sort()).toEqual([...own].sort());
  expect(second.next).toBeNull();
});

test('that it was searched, and for whom, is in the audit too', async () => {
  await municipal({ ...ofTests, act: 'test.second' });
  const answer = await central({ ...MARCH, person: { id: personId }, act: 'identity.search' });
  expect(answer.records[0]).toMatchObject({
    actor: { kind: 'official' },
    content: { act: 'test.second', why: 'supervise' },
  });
});

test('without a person or an actor a day can be searched, not more', async () => {
  expect(ids(await municipal({ ...A_DAY, act: 'test.' }))).toHaveLength(3);
  expect(await municipal({ ...MARCH, act: 'test.' })).toMatchObject({
    ...{ status: 400, code: 'audit-period-too-long', days: 1 },
  });
});

test.each([
  [
    'a period that ends before it begins',
    { from: A_DAY.until, until: A_DAY.from },
    'audit-period-wrong',
  ],
  ['a cursor that no search gave', { ...A_DAY, cursor: 'bm8' }, 'audit-cursor-wrong'],
  [
    'a cursor without an id',
    {
      ...A_DAY,
      cursor: Buffer.from(`2026-03-11T10:00:00.000Z ${'-'.repeat(36)}`).toString('base64url'),
    },
    'audit-cursor-wrong',
  ],
  ['a code that cannot be one', { ...A_DAY, person: { code: '1' } }, 'personal-code-malformed'],
])('%s is refused', async (_name, question, code) => {
  expect(await municipal(question)).toMatchObject({ status: 400, code });
});

test.each(['editor', 'reviewer'] as const)('the role %s reads nothing', async (role) => {
  const ask = await official(role, 'm-0099000');
  expect(await ask(ofTests)).toMatchObject({ status: 403, code: 'official-role-missing' });
});
