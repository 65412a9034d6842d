import { expect, test } from 'vitest';
import type { Actor, Context, OfficialRole } from '../../../platform/context.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { readClassifiers } from '../../classifiers/index.ts';
import { completeConfirmation } from '../../identity/confirmations/confirm-act.ts';
import { beginConfirmation, listConfirmers } from '../../identity/index.ts';
import { recordFacts } from '../../persons/index.ts';
import { importReliefs } from '../../reliefs/index.ts';
import { asOfficial } from '../../reliefs/publishing/testing/officials.ts';
import { followPublications, makeEntitlementLister, recomputeEntitlements } from '../index.ts';
import { confirmGrant, grantToConfirm, rejectGrant, withdrawGrant } from './decide-grant.ts';
import { describeGrants } from './describe-grants.ts';
import { listGrants } from './list-grants.ts';
import { proposeGrant } from './propose-grant.ts';

const OWN = 'm-0099000';
const OTHER = 'vejaines-pramis';

const SCHOOL = `code: VEJAINE-SCHOOL
kind: discount
name: { lv: Skolas prāmis, en: School ferry }
label: { lv: Atlaide, en: Discount }
categories: [residents]
act: Izdomāts
source: invented
grantor: GRANTOR
versions:
  - from: 2020-01-01
    who: { fact: education-stage, is: basic }
    SHARES
    benefits:
      - { on: [ferry-crossing], give: { percent: 10 } }
      - { who: { fact: employed, is: true }, on: [grocery], give: { percent: 5 } }
`;

async function scene({ grantor = OWN, shares = '' } = {}) {
  const context = await testContext();
  const fixture = await vejaine(context);
  const text = SCHOOL.replace('GRANTOR', grantor).replace('SHARES', shares);
  const codes = await readClassifiers(context);
  await importReliefs(context, [{ file: 'school.yaml', text }], codes);
  const of = (organisation: string | null, roles: readonly OfficialRole[]) =>
    asOfficial(context, { organisation, roles });
  const [person] = fixture.residents;
  if (!person) throw new Error('The fixture has residents.');
  const proposal = {
    ...{ personalCode: person.personalCode, relief: 'VEJAINE-SCHOOL' },
    ...{ from: '2026-03-11', to: '2026-06-11', reason: 'Komisijas lēmums Nr. 12' },
  };
  const editor = await of(OWN, ['editor']);
  const reviewer = await of(OWN, ['reviewer']);
  const periods = async () =>
    await context.db.query(
      `select held.valid_from as "from", held.valid_to as "to", held.source, held.benefits
       from entitlements.entitlements held
       join reliefs.relief_codes relief on relief.id = held.relief_id
       where person_id = $1::uuid and superseded_at is null and code = 'VEJAINE-SCHOOL'
       order by 1`,
      [person.id],
    );
  return { context, fixture, of, person, proposal, editor, reviewer, periods };
}

async function codeOf(work: Promise<unknown>): Promise<string> {
  return await work.then(
    () => 'none',
    (error: { code?: string }) => error.code ?? String(error),
  );
}

test('one official proposes, another confirms, and the person reads why', async () => {
  const { context, person, proposal, editor, reviewer, periods } = await scene();
  const id = await proposeGrant(editor, proposal);
  expect(await periods()).toEqual([]);
  await confirmGrant(reviewer, id);
  const given = { source: 'manual', benefits: [0] };
  expect(await periods()).toEqual([{ from: '2026-03-11', to: '2026-06-11', ...given }]);
  const asking = context.as({ kind: 'recipient', personId: person.id, sessionId: 'x' });
  const held = await makeEntitlementLister()(asking);
  const school = held.find(({ relief }) => relief.code === 'VEJAINE-SCHOOL');
  expect(school?.why).toEqual({
    text: {
      lv: 'Piešķirts ar devēja lēmumu: Komisijas lēmums Nr. 12',
      en: 'Granted by decision of its grantor: Komisijas lēmums Nr. 12',
    },
    ...{ verdict: 'yes', parts: [] },
  });
  // By itself, on its day.
  context.clock.set('2026-06-10T21:30:00Z');
  expect((await makeEntitlementLister()(asking)).map(({ relief }) => relief.code)).toEqual([
    'VEJAINE-FERRY',
  ]);
  const acts = await context.adminDb.query<{ act: string; content: string }>(
    `select act, content from audit.records where act like 'entitlements.%'
     and subject_person_id = $1::uuid order by id`,
    [person.id],
  );
  expect(acts.map(({ act }) => act)).toEqual([
    'entitlements.propose-grant',
    'entitlements.confirm-grant',
  ]);
  expect(acts.map(({ content }) => JSON.parse(content).why)).toEqual([
    'decide-grant',
    'decide-grant',
  ]);
  expect(JSON.stringify(acts)).not.toContain('lēmums');
});

test('a later version that others pay a part of gives nothing by a decision of one of them', async () => {
  const { context, proposal, editor, reviewer, periods } = await scene();
  await confirmGrant(reviewer, await proposeGrant(editor, proposal));
  const [head = '', version = ''] = SCHOOL.replace('GRANTOR', OWN).split(/^(?= {2}- from)/m);
  const alone = version.replace('SHARES', '').replace('01-01\n', '01-01\n    to: 2026-05-01\n');
  const shared = version
    .replace('2020-01-01', '2026-05-01')
    .replace(
      'SHARES',
      `shares: [{ grantor: ${OTHER}, percent: 50 }, { grantor: ${OWN}, rest: true }]`,
    );
  const text = `${head}${alone}${shared}`;
  await importReliefs(context, [{ file: 'school.yaml', text }], await readClassifiers(context));
  await followPublications(context);
  const given = { source: 'manual', benefits: [0] };
  expect(await periods()).toEqual([{ from: '2026-03-11', to: '2026-05-01', ...given }]);
});

test('who signed on as a person confirms the grant by a second factor first, and that very grant', async () => {
  const { context, fixture, proposal, editor, reviewer, periods } = await scene();
  const publicUrl = () => 'http://localhost';
  const confirmers = listConfirmers({ simulated: true, publicUrl });
  const [, colleague] = fixture.residents;
  const signedOn = context.as({ ...reviewer.actor, personId: colleague?.id ?? '' });
  const id = await proposeGrant(editor, proposal);
  const other = await proposeGrant(editor, { ...proposal, from: '2026-07-01', to: '2026-08-01' });
  expect(await codeOf(confirmGrant(signedOn, id))).toBe('confirmation-missing');
  const act = await grantToConfirm(signedOn, id, 'en');
  expect(act.text).toBe(
    `Grant VEJAINE-SCHOOL: ${fixture.residents[0]?.name}, 2026-03-11–2026-06-11`,
  );
  const begun = await beginConfirmation(signedOn, confirmers, act);
  expect(await codeOf(confirmGrant(signedOn, id, begun.id))).toBe('confirmation-missing');
  await completeConfirmation(signedOn, confirmers, { id: begun.id });
  expect(await codeOf(confirmGrant(signedOn, other, begun.id))).toBe('confirmation-differs');
  await confirmGrant(signedOn, id, begun.id);
  expect(await periods()).toHaveLength(1);
  const [noted] = await context.adminDb.query<{ content: string }>(
    `select content from audit.records where act = 'entitlements.confirm-grant'`,
  );
  expect(JSON.parse(noted?.content ?? '')).toMatchObject({ confirmation: begun.id });
});

test('a withdrawal ends it from its day on, and on its first day takes all of it', async () => {
  const { proposal, editor, reviewer, periods } = await scene();
  const id = await proposeGrant(editor, { ...proposal, from: '2026-02-01' });
  const end = (on?: string) => withdrawGrant(editor, { id, reason: 'Atcelts', on });
  expect(await codeOf(end())).toBe('grant-not-open');
  await confirmGrant(reviewer, id);
  expect(await codeOf(end('2026-03-10'))).toBe('grant-period-wrong');
  await end('2026-04-01');
  expect(await periods()).toMatchObject([{ from: '2026-02-01', to: '2026-04-01' }]);
  const next = await proposeGrant(editor, { ...proposal, from: '2026-05-01' });
  await confirmGrant(reviewer, next);
  await withdrawGrant(reviewer, { id: next, reason: 'Atcelts', on: '2026-05-01' });
  expect(await periods()).toMatchObject([{ from: '2026-02-01', to: '2026-04-01' }]);
  const [last] = await describeGrants(editor, await listGrants(editor, { status: 'withdrawn' }));
  expect(last).toMatchObject({
    ...{ id: next, person: 'Persona Vējaine-1', refusal: 'Atcelts' },
    proposed: { by: `${OWN} editor` },
    decided: { by: `${OWN} reviewer` },
    withdrawn: { on: '2026-05-01' },
  });
});

test('days on which facts give the relief are theirs, and benefits ask their own conditions', async () => {
  const { context, person, proposal, editor, reviewer, periods } = await scene();
  const state = async (register: string, kind: string, value: string | number) =>
    await recordFacts(context, {
      ...{ register, personIds: [person.id] },
      facts: [{ personId: person.id, kind, value, validFrom: '2026-04-01', validTo: '2026-05-01' }],
    });
  await confirmGrant(reviewer, await proposeGrant(editor, proposal));
  await state('education', 'education-stage', 'basic');
  await state('social-insurance', 'employed', 1);
  await recomputeEntitlements(context);
  expect(await periods()).toEqual([
    { from: '2026-03-11', to: '2026-04-01', source: 'manual', benefits: [0] },
    { from: '2026-04-01', to: '2026-05-01', source: 'facts', benefits: [0, 1] },
    { from: '2026-05-01', to: '2026-06-11', source: 'manual', benefits: [0] },
  ]);
});

test('a grant follows what is published later', async () => {
  const { context, proposal, editor, reviewer, periods } = await scene();
  await followPublications(context);
  await confirmGrant(reviewer, await proposeGrant(editor, proposal));
  const ended = SCHOOL.replace('GRANTOR', OWN).replace('SHARES', 'to: 2026-04-01');
  const codes = await readClassifiers(context);
  await importReliefs(context, [{ file: 'school.yaml', text: ended }], codes);
  await followPublications(context);
  expect(await periods()).toMatchObject([{ from: '2026-03-11', to: '2026-04-01' }]);
});

test('nobody confirms the own proposal, in the use case and in the database', async () => {
  const { context, of, proposal } = await scene();
  const both = await of(OWN, ['editor', 'reviewer']);
  const id = await proposeGrant(both, proposal);
  expect(await codeOf(confirmGrant(both, id))).toBe('grant-of-proposer');
  const forced = context.db.query(
    `update entitlements.grants set status = 'confirmed', decided_by = proposed_by`,
  );
  await expect(forced).rejects.toThrow(/grants_four_eyes/);
  const unseen = context.db.query(`update entitlements.grants set status = 'confirmed'`);
  await expect(unseen).rejects.toThrow(/grants_four_eyes/);
});

test('of two who confirm at once, one does', async () => {
  const { of, proposal, editor, periods } = await scene();
  const id = await proposeGrant(editor, proposal);
  const reviewers = await Promise.all([1, 2, 3].map(() => of(OWN, ['reviewer'])));
  const outcomes = await Promise.all(reviewers.map((one) => codeOf(confirmGrant(one, id))));
  expect(outcomes.sort()).toEqual(['grant-not-open', 'grant-not-open', 'none']);
  expect(await periods()).toHaveLength(1);
});

test.each<[string, object, string]>([
  ['an unknown person', { personalCode: '329999-00099' }, 'person-unknown'],
  ['an unknown relief', { relief: 'NONE' }, 'relief-unknown'],
  ['no days', { to: '2026-03-11' }, 'grant-period-wrong'],
  ['days that are past', { from: '2026-01-01', to: '2026-02-01' }, 'grant-period-wrong'],
  ['what the person has', { relief: 'VEJAINE-FERRY' }, 'grant-gives-nothing'],
  ['another grantor', { grantor: OTHER }, 'relief-of-another-grantor'],
])('a proposal for %s is refused', async (_, change, code) => {
  const { proposal, editor } = await scene();
  expect(await codeOf(proposeGrant(editor, { ...proposal, ...change }))).toBe(code);
});

test('who lives elsewhere has another grantor where the municipality gives', async () => {
  const { fixture, proposal, editor, reviewer, periods } = await scene({
    grantor: '{ municipalityOf: residence }',
  });
  const elsewhere = { ...proposal, personalCode: fixture.outsider.personalCode };
  expect(await codeOf(proposeGrant(editor, elsewhere))).toBe('grant-gives-nothing');
  await confirmGrant(reviewer, await proposeGrant(editor, proposal));
  expect(await periods()).toHaveLength(1);
});

test('what others pay for too is granted by nobody alone', async () => {
  const { proposal, editor } = await scene({
    shares: `shares: [{ grantor: ${OTHER}, amount: 1 }, { grantor: ${OWN}, rest: true }]`,
  });
  expect(await codeOf(proposeGrant(editor, proposal))).toBe('relief-of-another-grantor');
});

test('roles and organisations: who may do what', async () => {
  const { of, proposal, editor, reviewer } = await scene();
  expect(await codeOf(proposeGrant(reviewer, proposal))).toBe('official-role-missing');
  const id = await proposeGrant(editor, proposal);
  expect(await codeOf(confirmGrant(editor, id))).toBe('official-role-missing');
  const stranger = await of(OTHER, ['editor', 'reviewer']);
  expect(await listGrants(stranger)).toEqual([]);
  expect(await codeOf(proposeGrant(stranger, proposal))).toBe('relief-of-another-grantor');
  for (const act of [
    () => confirmGrant(stranger, id),
    () => rejectGrant(stranger, { id, reason: 'reason' }),
    () => withdrawGrant(stranger, { id, reason: 'reason' }),
  ]) {
    expect(await codeOf(act())).toBe('grant-unknown');
  }
  const colleague = await of(OWN, ['editor']);
  const back = { id, reason: 'Not theirs' };
  expect(await codeOf(rejectGrant(colleague, back))).toBe('official-role-missing');
  await rejectGrant(editor, back);
  const operator = await of(null, ['editor', 'reviewer']);
  expect(await codeOf(proposeGrant(operator, proposal))).toBe('organisation-unknown');
  await proposeGrant(operator, { ...proposal, grantor: OWN });
  expect(await listGrants(operator)).toHaveLength(2);
  expect(await listGrants(editor, { status: 'rejected' })).toMatchObject([{ id }]);
  expect(await codeOf(listGrants(await of(OWN, ['auditor'])))).toBe('official-role-missing');
});

test.each<[string, Actor]>([
  ['the public', { kind: 'public' }],
  ['the operator key', { kind: 'operator' }],
  ['a recipient', { kind: 'recipient', personId: 'x', sessionId: 'y' }],
  ['an IDS', { kind: 'ids', idsId: 'x', organisationId: 'y' }],
  ['an information system', { kind: 'information-system', systemId: 'x', organisationId: 'y' }],
])('%s may do nothing with grants', async (_, actor) => {
  const { context, proposal } = await scene();
  const other: Context = context.as(actor);
  const id = context.ids.next();
  for (const work of [
    () => proposeGrant(other, proposal),
    () => listGrants(other),
    () => confirmGrant(other, id),
    () => rejectGrant(other, { id, reason: 'x' }),
    () => withdrawGrant(other, { id, reason: 'x' }),
  ]) {
    expect(await codeOf(work())).toBe('not-allowed');
  }
});
