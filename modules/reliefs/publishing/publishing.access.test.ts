import { expect, test } from 'vitest';
import type { Actor, Context, OfficialRole } from '../../../platform/context.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { loadClassifiers, readClassifiers } from '../../classifiers/index.ts';
import { exportRelief } from '../export-relief.ts';
import { getRelief } from '../read-catalogue.ts';
import { readCatalogueMark } from '../sql/read-catalogue-mark.ts';
import { addDraft } from './add-draft.ts';
import { publishDraft, rejectDraft, reviewDraft } from './decide-draft.ts';
import { describeDrafts } from './describe-drafts.ts';
import { fillCatalogue, importReliefs, renewCatalogue } from './import-reliefs.ts';
import { getDraft, listDrafts } from './list-drafts.ts';
import { asOfficial } from './testing/officials.ts';
import { withdrawRelief } from './withdraw-relief.ts';

const OWN = 'm-0099000';
const OTHER = 'vejaines-pramis';
const BOTH: readonly OfficialRole[] = ['editor', 'reviewer'];

async function scene() {
  const context = await testContext();
  await vejaine(context);
  await context.adminDb.query(
    `update persons.organisations set roles = array['grantor', 'provider'] where code = $1`,
    [OTHER],
  );
  const of = (organisation: string | null, roles: readonly OfficialRole[] = BOTH) =>
    asOfficial(context, { organisation, roles });
  const ferry = await exportRelief(context, 'VEJAINE-FERRY');
  return { context, of, ferry, next: nextVersion(ferry, '2026-04-01') };
}

/** The file with its open version ended and the same once more from that day on. */
function nextVersion(text: string, day: string): string {
  const [head, version = ''] = text.split(/^versions:\n/m);
  const ended = version.replace(/^( {2}- from: )(\S+)$/m, `$1$2\n    to: ${day}`);
  return `${head}versions:\n${ended}${version.replace(/^( {2}- from: )\S+$/m, `$1${day}`)}`;
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'none',
    (error: { code?: string }) => error.code ?? String(error),
  );
}

const draftOf = (context: Context, text: string, retroactiveReason?: string) =>
  addDraft(context, { text, retroactiveReason });

test('one official drafts, another reviews, then it is published and never changes', async () => {
  const { context, of, next } = await scene();
  const [editor, reviewer] = [await of(OWN, ['editor']), await of(OWN, ['reviewer'])];
  const draft = await draftOf(editor, next);
  expect(draft).toMatchObject({ status: 'draft', organisation: { code: OWN } });
  expect((await getRelief(context, 'VEJAINE-FERRY')).versions).toHaveLength(1);
  expect(await codeOf(publishDraft(editor, draft.id))).toBe('draft-not-open');
  await reviewDraft(reviewer, draft.id);
  expect(await publishDraft(editor, draft.id)).toEqual({
    code: 'VEJAINE-FERRY',
    versionsAdded: [2],
    versionsEnded: [{ version: 1, to: '2026-04-01' }],
  });
  const { versions } = await getRelief(context, 'VEJAINE-FERRY');
  expect(versions.map(({ instruction: { from, to } }) => [from, to])).toEqual([
    ['2019-07-01', '2026-04-01'],
    ['2026-04-01', undefined],
  ]);
  for (const again of [reviewDraft, publishDraft]) {
    expect(await codeOf(again(reviewer, draft.id))).toBe('draft-not-open');
  }
  expect(await codeOf(rejectDraft(reviewer, { id: draft.id, reason: 'x' }))).toBe('draft-not-open');
  const [row] = await context.adminDb.query<{ draft_id: string }>(
    'select draft_id from reliefs.instructions where version = 2',
  );
  expect(row?.draft_id).toBe(draft.id);
  const records = await context.adminDb.query(
    `select act, actor_kind, actor_id from audit.records where act like 'reliefs.%'
     and actor_kind = 'official' order by id`,
  );
  expect(records).toEqual([
    { act: 'reliefs.draft', actor_kind: 'official', actor_id: editor.actor.officialId },
    { act: 'reliefs.review', actor_kind: 'official', actor_id: reviewer.actor.officialId },
    { act: 'reliefs.publish', actor_kind: 'official', actor_id: editor.actor.officialId },
  ]);
});

test('nobody reviews the own draft, in the use case and in the database', async () => {
  const { context, of, next } = await scene();
  const one = await of(OWN);
  const { id } = await draftOf(one, next);
  expect(await codeOf(reviewDraft(one, id))).toBe('reviewer-is-author');
  const forced = context.db.query(
    `update reliefs.drafts set status = 'reviewed', reviewed_by = drafted_by, reviewed_at = now()`,
  );
  await expect(forced).rejects.toThrow(/drafts_four_eyes/);
  const unreviewed = context.db.query(
    `update reliefs.drafts set status = 'published', published_by = drafted_by, published_at = now()`,
  );
  await expect(unreviewed).rejects.toThrow(/check constraint/);
  const changed = context.db.query(`update reliefs.drafts set text = 'other'`);
  await expect(changed).rejects.toThrow(/permission denied/);
  await expect(context.db.query('delete from reliefs.drafts')).rejects.toThrow(/permission denied/);
});

test.each<[string, string | null, readonly OfficialRole[], string]>([
  ['an editor of another grantor', OTHER, ['editor'], 'relief-of-another-grantor'],
  ['a reviewer of the grantor', OWN, ['reviewer'], 'official-role-missing'],
  ['an editor of the grantor', OWN, ['editor'], 'none'],
  ['an editor of the operator', null, ['editor'], 'none'],
])('%s drafts: %s %s → %s', async (_, organisation, roles, code) => {
  const { of, next } = await scene();
  expect(await codeOf(draftOf(await of(organisation, roles), next))).toBe(code);
});

test('an official of another grantor sees and touches nothing of a draft', async () => {
  const { of, next } = await scene();
  const { id } = await draftOf(await of(OWN), next);
  const stranger = await of(OTHER);
  expect(await listDrafts(stranger)).toEqual([]);
  for (const work of [
    () => getDraft(stranger, id),
    () => reviewDraft(stranger, id),
    () => rejectDraft(stranger, { id, reason: 'x' }),
    () => publishDraft(stranger, id),
  ]) {
    expect(await codeOf(work())).toBe('draft-unknown');
  }
  const operator = await of(null);
  expect(await listDrafts(operator)).toMatchObject([{ id }]);
  await reviewDraft(operator, id);
});

test('what others pay for too is for officials of the operator', async () => {
  const { of, next } = await scene();
  const shared = next.replace(
    /(from: 2026-04-01\n)/,
    `$1    shares: [{ grantor: ${OTHER}, amount: 1 }, { grantor: ${OWN}, rest: true }]\n`,
  );
  expect(shared).not.toBe(next);
  expect(await codeOf(draftOf(await of(OWN), shared))).toBe('relief-of-another-grantor');
  const draft = await draftOf(await of(null), shared);
  expect(draft.organisation).toBeNull();
  expect(await codeOf(getDraft(await of(OWN), draft.id))).toBe('draft-unknown');
});

test.each<[string, Actor]>([
  ['the public', { kind: 'public' }],
  ['the operator key', { kind: 'operator' }],
  ['a recipient', { kind: 'recipient', personId: 'x', sessionId: 'y' }],
  ['an IDS', { kind: 'ids', idsId: 'x', organisationId: 'y' }],
  ['the system', { kind: 'system', job: 'test' }],
])('%s may do nothing with drafts', async (_, actor) => {
  const { context, next } = await scene();
  const other = context.as(actor);
  const id = context.ids.next();
  for (const work of [
    () => draftOf(other, next),
    () => listDrafts(other),
    () => getDraft(other, id),
    () => reviewDraft(other, id),
    () => rejectDraft(other, { id, reason: 'x' }),
    () => publishDraft(other, id),
    () => withdrawRelief(other, { code: 'VEJAINE-FERRY', from: '2027-01-01' }),
  ]) {
    expect(await codeOf(work())).toBe('not-allowed');
  }
});

test('one draft of a code is open at a time; rejected, it makes room, with its reason', async () => {
  const { of, next } = await scene();
  const [editor, reviewer] = [await of(OWN, ['editor']), await of(OWN, ['reviewer'])];
  const first = await draftOf(editor, next);
  expect(await codeOf(draftOf(editor, next))).toBe('draft-open');
  const colleague = await of(OWN, ['editor']);
  const back = { id: first.id, reason: 'A mistake' };
  expect(await codeOf(rejectDraft(colleague, back))).toBe('official-role-missing');
  await rejectDraft(editor, back);
  const second = await draftOf(editor, next);
  await reviewDraft(reviewer, second.id);
  await rejectDraft(reviewer, { id: second.id, reason: 'Not agreed' });
  const drafts = await listDrafts(editor, { status: 'rejected' });
  expect(await describeDrafts(editor, drafts)).toMatchObject([
    { id: second.id, rejected: { by: `${OWN} reviewer`, reason: 'Not agreed' } },
    { id: first.id, rejected: { by: `${OWN} editor`, reason: 'A mistake' } },
  ]);
});

test('what reaches back before its publication needs a reason, which is kept', async () => {
  const { context, of, ferry } = await scene();
  const [editor, reviewer] = [await of(OWN, ['editor']), await of(OWN, ['reviewer'])];
  const back = nextVersion(ferry, '2026-03-01');
  expect(await codeOf(draftOf(editor, back))).toBe('retroactive-without-reason');
  const reasoned = await draftOf(editor, back, 'Binding rules No. 7, point 3');
  expect(reasoned.retroactiveReason).toBe('Binding rules No. 7, point 3');
  await rejectDraft(editor, { id: reasoned.id, reason: 'other day' });
  const ahead = await draftOf(editor, nextVersion(ferry, '2026-03-12'), 'Not needed');
  expect(ahead.retroactiveReason).toBeNull();
  await reviewDraft(reviewer, ahead.id);
  context.clock.advance(2 * 86_400_000);
  expect(await codeOf(publishDraft(editor, ahead.id))).toBe('retroactive-without-reason');
});

test.each<[string, (ferry: string) => string, string]>([
  ['no change', (ferry) => ferry, 'draft-without-change'],
  [
    'a published version changed',
    (ferry) => ferry.replace('percent: 50', 'percent: 60'),
    'published-version-changed',
  ],
  [
    'a mistake in the text',
    (ferry) => ferry.replace('residence', 'residense'),
    'relief-files-invalid',
  ],
  ['another grantor', (ferry) => ferry.replaceAll(OWN, OTHER), 'published-version-changed'],
  [
    'an unknown grantor of a new relief',
    (ferry) => ferry.replaceAll(OWN, 'nobody').replace('VEJAINE-FERRY', 'NEW'),
    'organisation-unknown',
  ],
  ['another name only', (ferry) => ferry.replace(/en: .*/, 'en: Ferry'), 'none'],
])('a draft with %s', async (_, change, code) => {
  const { of, ferry } = await scene();
  expect(await codeOf(draftOf(await of(null), change(ferry), 'A reason'))).toBe(code);
});

test('a withdrawal is a draft as any other: from its day on nobody gets the relief', async () => {
  const { context, of } = await scene();
  const [editor, reviewer] = [await of(OWN, ['editor']), await of(OWN, ['reviewer'])];
  const code = 'VEJAINE-FERRY';
  const early = withdrawRelief(editor, { code, from: '2019-07-01' });
  expect(await codeOf(early)).toBe('withdrawal-before-start');
  const past = withdrawRelief(editor, { code, from: '2026-03-01' });
  expect(await codeOf(past)).toBe('published-end-changed');
  const { id } = await withdrawRelief(editor, { code, from: '2026-03-12' });
  await reviewDraft(reviewer, id);
  expect(await publishDraft(editor, id)).toMatchObject({
    versionsAdded: [],
    versionsEnded: [{ version: 1, to: '2026-03-12' }],
  });
  expect((await getRelief(context, code)).versions.at(-1)?.instruction.to).toBe('2026-03-12');
});

test('an end that was announced can come earlier, and never later', async () => {
  const { context, of } = await scene();
  const [editor, reviewer] = [await of(OWN, ['editor']), await of(OWN, ['reviewer'])];
  const code = 'VEJAINE-FERRY';
  const end = async (from: string) => {
    const { id } = await withdrawRelief(editor, { code, from });
    await reviewDraft(reviewer, id);
    await publishDraft(editor, id);
    return await readCatalogueMark(context.db);
  };
  const announced = await end('2026-09-01');
  expect(await codeOf(withdrawRelief(editor, { code, from: '2026-09-02' }))).toBe(
    'published-end-changed',
  );
  expect(await codeOf(withdrawRelief(editor, { code, from: '2026-03-10' }))).toBe(
    'published-end-changed',
  );
  // Servers see by the mark that people are to be computed again.
  expect(await end('2026-06-01')).not.toBe(announced);
  expect((await getRelief(context, code)).versions.at(-1)?.instruction.to).toBe('2026-06-01');
});

test('a catalogue is filled without officials only while it is empty', async () => {
  const { context, ferry } = await scene();
  const file = { file: 'new.yaml', text: ferry.replace('VEJAINE-FERRY', 'NEW') };
  const codes = await readClassifiers(context);
  expect(await fillCatalogue(context, [file], codes)).toBeUndefined();
  const empty = await testContext();
  await loadClassifiers(empty);
  expect(await fillCatalogue(empty, [file], codes)).toMatchObject([{ code: 'NEW' }]);
  expect(await fillCatalogue(empty, [file], codes)).toBeUndefined();
});

test('a start of the simulated country leaves alone what officials have published', async () => {
  const { context, of, ferry, next } = await scene();
  const codes = await readClassifiers(context);
  const [shipped, other] = [
    { file: 'ferry.yaml', text: ferry },
    { file: 'other.yaml', text: ferry.replace('VEJAINE-FERRY', 'OTHER') },
  ];
  expect(await renewCatalogue(context, [shipped, other], codes)).toMatchObject([{ code: 'OTHER' }]);
  const [editor, reviewer] = [await of(OWN, ['editor']), await of(OWN, ['reviewer'])];
  const { id } = await draftOf(editor, next);
  await reviewDraft(reviewer, id);
  await publishDraft(editor, id);
  await expect(importReliefs(context, [shipped], codes)).rejects.toThrow(
    'published-version-missing',
  );
  expect(await renewCatalogue(context, [shipped, other], codes)).toEqual([]);
  expect((await getRelief(context, 'VEJAINE-FERRY')).versions).toHaveLength(2);
});

test('of reviews and publications at the same time, one happens', async () => {
  const { of, next } = await scene();
  const [editor, reviewer] = [await of(OWN, ['editor']), await of(OWN, ['reviewer'])];
  const { id } = await draftOf(editor, next);
  const reviews = await Promise.all([1, 2, 3].map(() => codeOf(reviewDraft(reviewer, id))));
  expect(reviews.sort()).toEqual(['draft-not-open', 'draft-not-open', 'none']);
  const published = await Promise.all([1, 2, 3].map(() => codeOf(publishDraft(editor, id))));
  expect(published.sort()).toEqual(['draft-not-open', 'draft-not-open', 'none']);
});
