import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Actor } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { LOOK_ACTS, makeLookRecord } from '../../persons/index.ts';
import { explainToOfficial } from '../../reliefs/explaining/explain-to-official.ts';
import { asOfficial } from '../../reliefs/publishing/testing/officials.ts';
import { signInByHand } from '../testing/browser-by-hand.ts';
import { listOwnLooks } from './list-own-looks.ts';

const context = await testContext();
const fixture = await vejaine(context);
const { baseUrl, close } = await testServer(context);
afterAll(close);
const [anna, bruno] = fixture.residents;
if (!anna || !bruno) throw new Error('The fixture has two residents.');
/** Three looks at a person among 5,000 uses of theirs, and as much about others. */
const SEED = `
insert into audit.records (id, recorded_at, act, actor_kind, actor_id, subject_person_id, request_id,
  content, salt, digest)
select gen_random_uuid(), timestamptz '2026-01-01' + number * interval '1 minute',
  case when number % 2000 = 1 then $2::text else 'transactions.authorise' end,
  case when number % 2000 = 1 then 'official' else 'ids' end, gen_random_uuid(),
  case when number <= 5000 then $1::uuid else gen_random_uuid() end, 'seed', '{}', '\\x00', '\\x00'
from generate_series(1, 10000) as number`;
const PURPOSE = 'Jautā pie letes.';

const editor = await asOfficial(context, { organisation: 'm-0099000', roles: ['editor'] });
const reviewer = await asOfficial(context, { organisation: null, roles: ['reviewer'] });

async function readLooks(personId: string, query = '') {
  const headers = { cookie: await signInByHand(baseUrl, personId) };
  const answer = await fetch(`${baseUrl}/recipient/v1/looks${query}`, { headers });
  return { status: answer.status, ...(await answer.json()) };
}

test('a person reads which institution’s official looked, for what, and in the official’s words', async () => {
  const asked = { personalCode: anna.personalCode, relief: 'VEJAINE-FERRY' };
  await explainToOfficial(editor, { ...asked, purpose: PURPOSE });
  context.clock.advance(1_000);
  const listed = { act: 'entitlements.read-grant', personId: anna.id, content: {} } as const;
  await writeAudit(context.db, [makeLookRecord(reviewer, listed)]);
  const { looks, next } = await readLooks(anna.id);
  expect(next).toBeNull();
  expect(looks).toMatchObject([
    {
      ...{ reader: null, words: null },
      did: { en: 'Looked at a list of reliefs to be granted with you on it' },
      purpose: { en: 'Deciding whether a relief is granted.' },
    },
    {
      ...{ at: '2026-03-11T10:00:00.000Z', words: PURPOSE },
      reader: { code: 'm-0099000', name: { en: 'Vējaine Municipality' } },
      did: { lv: 'Skatīja, vai jums ir kāds atvieglojums un kāpēc' },
      purpose: { lv: 'Izskaidrot, kāpēc personai ir vai nav atvieglojuma.' },
    },
  ]);
  expect(JSON.stringify(looks), 'who it was is for auditors').not.toContain(
    editor.actor.officialId,
  );
  expect(await readLooks(bruno.id)).toMatchObject({ status: 200, looks: [] });
});

test('pages follow each other without a gap', async () => {
  const { looks } = await readLooks(anna.id);
  const first = await readLooks(anna.id, '?limit=1');
  const second = await readLooks(anna.id, `?limit=1&before=${encodeURIComponent(first.next)}`);
  expect([...first.looks, ...second.looks]).toEqual(looks);
  const wrong = await readLooks(anna.id, `?before=2026-99-99T10:00:00.000Z~${anna.id}`);
  expect(wrong.status).toBe(400);
});

test('words of which the official was not told that the person reads them stay in the audit', async () => {
  const content = { purpose: 'Piezīme sev.' };
  const entry = { act: 'reliefs.look-up', subjectPersonId: bruno.id, content };
  await writeAudit(context.db, [makeAuditRecord(editor, entry)]);
  expect((await readLooks(bruno.id)).looks).toMatchObject([
    { words: null, purpose: { en: 'Explaining why a person has a relief, or does not.' } },
  ]);
});

test('what else was done for a person is no look', async () => {
  const before = (await readLooks(bruno.id)).looks;
  const asPerson = context.as({ kind: 'recipient', personId: bruno.id, sessionId: 'x' });
  const own = { act: 'reliefs.look-up', personId: bruno.id, content: {} } as const;
  const other = { act: 'test.act', subjectPersonId: bruno.id, content: {} };
  await writeAudit(context.db, [makeLookRecord(asPerson, own), makeAuditRecord(editor, other)]);
  expect((await readLooks(bruno.id)).looks).toEqual(before);
});

test('who looked is found among thousands of own uses by an index of looks alone', async () => {
  const seeded = await testContext();
  await seeded.adminDb.query(SEED, [anna.id, LOOK_ACTS[0]]);
  await seeded.adminDb.query('analyze audit.records');
  const asked: [text: string, values: unknown[]][] = [];
  const query = (text: string, values: unknown[]) => {
    asked.push([text, values]);
    return seeded.db.query(text, values);
  };
  const asking = seeded.as({ kind: 'recipient', personId: anna.id, sessionId: 'x' });
  const db = { ...seeded.db, query } as Database;
  expect(await listOwnLooks({ ...asking, db }, { limit: 20 })).toHaveLength(3);
  const [text, values] = asked.find(([one]) => one.includes('from audit.records')) ?? [];
  const rows = await seeded.db.query(`explain (analyze, costs off, timing off) ${text}`, values);
  const plan = rows.flatMap((row) => Object.values(row)).join('\n');
  expect(plan).toContain('using records_looks');
  expect(plan, 'it reads the looks and no more').toMatch(/records_looks .*rows=3\b/);
  expect(plan).not.toContain('Rows Removed by Filter');
});

test.each<[who: string, actor: Actor]>([
  ['an official', editor.actor],
  ['the public', { kind: 'public' }],
  ['the operator', { kind: 'operator' }],
])('%s reads nobody’s looks', async (_who, actor) => {
  const reading = listOwnLooks(context.as(actor), { limit: 1 });
  await expect(reading).rejects.toMatchObject({ code: 'not-allowed' });
});
