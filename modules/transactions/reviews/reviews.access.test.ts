import { expect, test } from 'vitest';
import type { Actor } from '../../../platform/context.ts';
import { readClassifiers } from '../../classifiers/index.ts';
import { recomputePersons } from '../../entitlements/index.ts';
import { settleReview } from '../../entitlements/reviews/settle-review.ts';
import { recordFacts } from '../../persons/index.ts';
import { exportRelief, importReliefs } from '../../reliefs/index.ts';
import { asOfficial } from '../../reliefs/publishing/testing/officials.ts';
import { openTerminal, type Terminal } from '../testing/terminal.ts';
import { listReviews } from './list-reviews.ts';

const OWN = 'm-0099000';

/** The ferry's relief of a second version, which leaves the past to officials, or does not. */
async function scene(says: 'retroactive: review' | 'retroactive: keep' | '') {
  const terminal = await openTerminal();
  const { context, ferry } = terminal;
  const [head, version = ''] = (await exportRelief(context, 'VEJAINE-FERRY')).split(
    /^versions:\n/m,
  );
  const from = /^( {2}- from: )(\S+)$/m;
  const ended = version.replace(from, '$1$2\n    to: 2026-01-01');
  const next = version.replace(from, `$12026-01-01\n    ${says}`);
  const text = `${head}versions:\n${ended}${next}`;
  await importReliefs(context, [{ file: 'ferry.yaml', text }], await readClassifiers(context));
  const [person] = ferry.residents;
  if (!person) throw new Error('The fixture has residents.');
  await recomputePersons(context, [person.id]);
  return { terminal, context, person };
}

/** The register says, now, since when the person lives elsewhere; null: never moved. */
async function state({ context }: Terminal, personId: string, movedOn: string | null) {
  context.clock.advance(1_000);
  const home = { personId, kind: 'residence', value: '0099110', validFrom: '2015-01-01' };
  const away = { personId, kind: 'residence', value: '0001000', validFrom: movedOn ?? '' };
  await recordFacts(context, {
    ...{ register: 'population', personIds: [personId] },
    facts:
      movedOn === null
        ? [{ ...home, validTo: null }]
        : [
            { ...home, validTo: movedOn },
            { ...away, validTo: null },
          ],
  });
  await recomputePersons(context, [personId]);
}

test('what was used after a fact had ended is shown to the grantor, until it is settled', async () => {
  const { terminal, context, person } = await scene('retroactive: review');
  context.clock.set('2026-03-04T10:00:00Z');
  await terminal.oneStep();
  context.clock.set('2026-03-11T10:00:00Z');
  const editor = await asOfficial(context, { organisation: OWN, roles: ['editor'] });
  await state(terminal, person.id, '2026-03-01');
  const { reviews } = await listReviews(editor);
  expect(reviews).toMatchObject([
    {
      ...{ relief: 'VEJAINE-FERRY', person: person.name, from: '2026-03-01', to: '2026-03-12' },
      uses: [{ day: '2026-03-04', amountCents: 150 }],
    },
  ]);
  // The transaction itself stands, and so does what is owed.
  const [booked] = await context.db.query<{ sum: number }>(
    'select sum(amount_cents)::integer as sum from transactions.postings',
  );
  expect(booked?.sum).toBe(150);
  const id = reviews[0]?.id ?? 0;
  await settleReview(editor, { id, outcome: 'Paliek spēkā' });
  expect((await listReviews(editor)).reviews).toEqual([]);
  await expect(settleReview(editor, { id, outcome: 'Vēlreiz' })).rejects.toMatchObject({
    code: 'review-unknown',
  });
  const acts = await context.adminDb.query<{ act: string }>(
    `select act from audit.records where subject_person_id = $1::uuid and act like '%review' order by id`,
    [person.id],
  );
  expect(acts.map(({ act }) => act)).toEqual([
    'transactions.read-review',
    'entitlements.settle-review',
  ]);
});

test('what the register takes back, or the provider refunds, needs no review', async () => {
  const { terminal, context, person } = await scene('retroactive: review');
  context.clock.set('2026-03-04T10:00:00Z');
  const { transactionId } = await terminal.oneStep();
  context.clock.set('2026-03-11T10:00:00Z');
  const reviewer = await asOfficial(context, { organisation: OWN, roles: ['reviewer'] });
  await state(terminal, person.id, '2026-03-01');
  await state(terminal, person.id, '2026-03-08');
  expect((await listReviews(reviewer)).reviews).toEqual([]);
  await state(terminal, person.id, '2026-03-03');
  const again = (await listReviews(reviewer)).reviews;
  expect(again).toMatchObject([{ uses: [{ day: '2026-03-04' }] }]);
  await terminal.refund(transactionId, {
    refundId: 'refund-1',
    lines: [{ line: '1', quantity: 1 }],
  });
  expect((await listReviews(reviewer)).reviews).toEqual([]);
});

test('a use that several corrections took away is decided once, by the last of them', async () => {
  const { terminal, context, person } = await scene('retroactive: review');
  context.clock.set('2026-03-04T10:00:00Z');
  await terminal.oneStep();
  context.clock.set('2026-03-11T10:00:00Z');
  const editor = await asOfficial(context, { organisation: OWN, roles: ['editor'] });
  for (const movedOn of ['2026-03-01', null, '2026-02-01', null, '2026-03-02']) {
    await state(terminal, person.id, movedOn);
  }
  const { reviews } = await listReviews(editor);
  expect(reviews).toMatchObject([{ from: '2026-03-02', uses: [{ day: '2026-03-04' }] }]);
  await settleReview(editor, { id: reviews[0]?.id ?? 0, outcome: 'Paliek spēkā' });
  expect((await listReviews(editor)).reviews).toEqual([]);
  // Given back and taken away again, it is another case.
  for (const movedOn of [null, '2026-03-01']) await state(terminal, person.id, movedOn);
  expect((await listReviews(editor)).reviews).toMatchObject([{ uses: [{ day: '2026-03-04' }] }]);
});

test.each(['retroactive: keep', ''] as const)('with "%s" the past is left alone', async (says) => {
  const { terminal, context, person } = await scene(says);
  await terminal.oneStep();
  const editor = await asOfficial(context, { organisation: OWN, roles: ['editor'] });
  await state(terminal, person.id, '2026-03-01');
  expect((await listReviews(editor)).reviews).toEqual([]);
});

test('a fact that ends later, or is stated otherwise of other days, changes nothing of the past', async () => {
  const { terminal, context, person } = await scene('retroactive: review');
  await state(terminal, person.id, '2026-05-01');
  const rows = await context.db.query('select from entitlements.reviews');
  expect(rows).toEqual([]);
});

test('who may read and settle reviews', async () => {
  const { terminal, context, person } = await scene('retroactive: review');
  await terminal.oneStep();
  await state(terminal, person.id, '2026-03-01');
  const [row] = await context.db.query<{ id: number }>('select id from entitlements.reviews');
  const settling = { id: row?.id ?? 0, outcome: 'Paliek' };
  const roles = ['editor', 'reviewer'] as const;
  const stranger = await asOfficial(context, { organisation: 'vejaines-pramis', roles });
  expect((await listReviews(stranger)).reviews).toEqual([]);
  await expect(settleReview(stranger, settling)).rejects.toMatchObject({ code: 'review-unknown' });
  const auditor = await asOfficial(context, { organisation: OWN, roles: ['auditor'] });
  const missing = { code: 'official-role-missing' };
  await expect(listReviews(auditor)).rejects.toMatchObject(missing);
  await expect(settleReview(auditor, settling)).rejects.toMatchObject(missing);
  const others: Actor[] = [
    { kind: 'public' },
    { kind: 'operator' },
    { kind: 'recipient', personId: person.id, sessionId: 'x' },
    { kind: 'ids', idsId: 'x', organisationId: 'y' },
  ];
  for (const actor of others) {
    const asking = context.as(actor);
    await expect(listReviews(asking)).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(settleReview(asking, settling)).rejects.toMatchObject({ code: 'not-allowed' });
  }
  const operator = await asOfficial(context, { organisation: null, roles });
  expect((await listReviews(operator)).reviews).toHaveLength(1);
});
