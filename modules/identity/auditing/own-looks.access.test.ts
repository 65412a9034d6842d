import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Actor } from '../../../platform/context.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { makeLookRecord } from '../../persons/index.ts';
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

test.each<[who: string, actor: Actor]>([
  ['an official', editor.actor],
  ['the public', { kind: 'public' }],
  ['the operator', { kind: 'operator' }],
])('%s reads nobody’s looks', async (_who, actor) => {
  const reading = listOwnLooks(context.as(actor), { limit: 1 });
  await expect(reading).rejects.toMatchObject({ code: 'not-allowed' });
});
