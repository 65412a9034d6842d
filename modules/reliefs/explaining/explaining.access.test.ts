import { expect, test } from 'vitest';
import type { Actor } from '../../../platform/context.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { asOfficial } from '../publishing/testing/officials.ts';
import { explainToOfficial } from './explain-to-official.ts';
import { explainToRecipient } from './explain-to-recipient.ts';

const context = await testContext();
const { residents, outsider } = await vejaine(context);
const [anna] = residents;
if (!anna) throw new Error('The fixture has residents.');
const code = 'VEJAINE-FERRY';
const purpose = 'A complaint of the person';

const recipient = (personId: string): Actor => ({ kind: 'recipient', personId, sessionId: 's' });
const lookUp = (personalCode: string, more: object = {}) => {
  return { personalCode, relief: code, purpose, ...more };
};

test('a person reads why they do not have a relief, in both languages', async () => {
  const told = await explainToRecipient(context.as(recipient(outsider.id)), { code });
  expect(told).toMatchObject({
    relief: { code },
    day: '2026-03-11',
    verdict: 'no',
    version: 1,
    grantor: { en: 'Vējaine Municipality' },
    why: { verdict: 'no', parts: [] },
    benefits: [],
  });
  expect(told.summary.lv).toMatch(/^Šajā dienā atvieglojums nepienākas/);
  expect(told.why?.text.en).toMatch(
    /^no: declared residence: .* – .* since .*, Register of Natural/,
  );
  expect(told.why?.text.lv).toMatch(/^nē: deklarētā dzīvesvieta: .* – .* kopš .*, Fizisko personu/);
});

test('a person reads why they have one, and that it was not in force earlier', async () => {
  const own = context.as(recipient(anna.id));
  expect(await explainToRecipient(own, { code })).toMatchObject({ verdict: 'yes' });
  const early = await explainToRecipient(own, { code, day: '2019-06-30' });
  expect(early).toMatchObject({ verdict: 'no', version: null, why: null });
  expect(early.summary.en).toMatch(/not in force/);
  const unknown = explainToRecipient(own, { code: 'NONE' });
  await expect(unknown).rejects.toThrow('relief-unknown');
});

test("an official asks with a purpose, which is kept with the person's id and no code", async () => {
  const official = await asOfficial(context, { organisation: 'm-0099000', roles: ['editor'] });
  const told = await explainToOfficial(official, lookUp(anna.personalCode));
  expect(told).toMatchObject({ verdict: 'yes' });
  const records = await context.adminDb.query(
    `select actor_kind, actor_id, subject_person_id, content from audit.records
     where act = 'reliefs.look-up'`,
  );
  expect(records).toEqual([
    {
      actor_kind: 'official',
      actor_id: official.actor.officialId,
      subject_person_id: anna.id,
      content: JSON.stringify({ code, day: '2026-03-11', purpose, why: 'explain-relief' }),
    },
  ]);
});

test('an official of another grantor learns nothing, and the attempt is kept', async () => {
  const other = await asOfficial(context, { organisation: 'vejaines-pramis', roles: ['editor'] });
  const asking = explainToOfficial(other, lookUp(anna.personalCode));
  await expect(asking).rejects.toThrow('relief-of-another-grantor');
  const [row] = await context.adminDb.query<{ count: number }>(
    `select count(*)::integer as count from audit.records
     where act = 'reliefs.look-up' and actor_id = $1`,
    [other.actor.officialId],
  );
  expect(row?.count).toBe(1);
});

test('an official of the operator asks about any; a person who is not there is not', async () => {
  const operator = await asOfficial(context, { organisation: null, roles: ['reviewer'] });
  const told = await explainToOfficial(operator, lookUp(outsider.personalCode));
  expect(told.verdict).toBe('no');
  const nobody = explainToOfficial(operator, lookUp('320000-00003'));
  await expect(nobody).rejects.toMatchObject({ code: expect.stringMatching(/person/) });
});

test.each<[string, Actor]>([
  ['the public', { kind: 'public' }],
  ['the operator key', { kind: 'operator' }],
  ['an IDS', { kind: 'ids', idsId: 'x', organisationId: 'y' }],
])('%s is told nothing', async (_, actor) => {
  const other = context.as(actor);
  await expect(explainToRecipient(other, { code })).rejects.toThrow('not-allowed');
  await expect(explainToOfficial(other, lookUp(anna.personalCode))).rejects.toThrow('not-allowed');
});

test('neither stands for the other', async () => {
  const official = await asOfficial(context, { organisation: null, roles: ['editor'] });
  await expect(explainToRecipient(official, { code })).rejects.toThrow('not-allowed');
  const asPerson = explainToOfficial(context.as(recipient(anna.id)), lookUp(anna.personalCode));
  await expect(asPerson).rejects.toThrow('not-allowed');
});
