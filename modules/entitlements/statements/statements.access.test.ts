import { expect, test } from 'vitest';
import type { Actor, OfficialRole } from '../../../platform/context.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { readClassifiers } from '../../classifiers/index.ts';
import {
  acceptRecords,
  defineDataSet,
  proposeDataSet,
  publishDataSet,
} from '../../exchange/index.ts';
import { addPersons } from '../../persons/index.ts';
import {
  describeDrafts,
  exportRelief,
  getRelief,
  importReliefs,
  listDrafts,
  publishDraft,
  rejectDraft,
  reviewDraft,
} from '../../reliefs/index.ts';
import { asOfficial } from '../../reliefs/publishing/testing/officials.ts';
import { withdrawGrant } from '../grants/decide-grant.ts';
import { listGrants } from '../grants/list-grants.ts';
import { followChanges, startStatementFollower } from '../index.ts';
import { addStatementSource, listStatementSources, statementText } from './add-source.ts';
import { followStatements } from './follow-statements.ts';
import { listStatementFaults } from './list-faults.ts';
import type { StatementKind } from './statement-source.ts';

const OWN = 'm-0099000';

const POOL = `code: VEJAINE-POOL
kind: discount
name: { lv: Peldēšana, en: Swimming }
label: { lv: Atlaide, en: Discount }
categories: [residents]
act: Izdomāts
source: invented
grantor: m-0099000
versions:
  - from: 2020-01-01
    who: { fact: disability, in: [group-1] }
    benefits: [{ on: [ferry-crossing], give: { percent: 10 } }]
`;

async function scene(kind: StatementKind) {
  const context = await testContext();
  const fixture = await vejaine(context);
  const name = { code: `${OWN}-${kind}`, version: 1 };
  const codes = await readClassifiers(context);
  await importReliefs(context, [{ file: 'pool.yaml', text: POOL }], codes);
  await defineDataSet(context, { file: 'stated.yaml', text: statementText(kind, OWN) });
  await proposeDataSet(context, name);
  await publishDataSet(context, name);
  const source = { dataSet: name.code, version: 1, kind };
  await addStatementSource(context, source);
  const system = context.as({
    ...{ kind: 'information-system', systemId: 'x', organisationId: fixture.municipalityId },
  });
  let moment = 0;
  const send = async (...changes: object[]) => {
    moment += 1;
    context.clock.advance(1_000);
    const changedAt = new Date(Date.UTC(2026, 2, 11, 8, 0, moment)).toISOString();
    const stamped = changes.map((change) => {
      const [[act, fields] = []] = Object.entries(change);
      return { [act ?? '']: { ...fields, changedAt } };
    });
    const outcomes = await acceptRecords(system, name, { changes: stamped, allOrNothing: false });
    expect(outcomes.filter(({ outcome }) => outcome === 'quarantined')).toEqual([]);
    await followStatements(context);
    while ((await followChanges(context)).taken > 0);
  };
  const faults = async () => {
    const found = await listStatementFaults(system, { ...source, after: 0 });
    return Object.fromEntries(found.map(({ key, code }) => [Object.values(key ?? {})[0], code]));
  };
  const pools = async () =>
    await context.db.query(
      `select valid_from as "from", valid_to as "to", source from entitlements.entitlements held
       join reliefs.relief_codes relief on relief.id = held.relief_id
       where superseded_at is null and code = 'VEJAINE-POOL' order by person_id, 1`,
    );
  const of = (organisation: string | null, roles: readonly OfficialRole[]) =>
    asOfficial(context, { organisation, roles });
  const [anna, bruno] = fixture.residents;
  if (!anna || !bruno) throw new Error('The fixture has two residents.');
  return { context, fixture, source, system, send, faults, pools, of, anna, bruno };
}

test('grants of a system are entitlements, change with its records, and end when these are gone', async () => {
  const { context, send, faults, pools, anna, bruno } = await scene('grants');
  const grant = {
    ...{ grant: 'P-1', personalCode: anna.personalCode, relief: 'VEJAINE-POOL' },
    ...{ from: '2026-01-01', reason: 'Lēmums Nr. 1' },
  };
  await send({ upsert: grant });
  expect(await pools()).toEqual([{ from: '2026-01-01', to: null, source: 'manual' }]);
  await send({ upsert: { ...grant, to: '2026-05-01' } });
  expect(await pools()).toMatchObject([{ from: '2026-01-01', to: '2026-05-01' }]);
  await send({ upsert: { ...grant, personalCode: bruno.personalCode } });
  expect(await pools()).toMatchObject([{ from: '2026-01-01', to: null }]);
  await send({ delete: { grant: 'P-1' } });
  expect(await pools()).toMatchObject([{ from: '2026-01-01', to: '2026-03-11' }]);
  await send({ upsert: grant });
  expect(await pools()).toMatchObject([{ from: '2026-01-01', to: null }]);
  expect(await faults()).toEqual({});
  const acts = await context.adminDb.query<{ act: string }>(
    `select act from audit.records where subject_person_id = $1::uuid
     and act like 'entitlements.%' order by id`,
    [anna.id],
  );
  expect(new Set(acts.map(({ act }) => act))).toEqual(new Set(['entitlements.state-grant']));
});

test('a system may go on writing the former code of a person', async () => {
  const { context, send, faults, pools, anna } = await scene('grants');
  const { personalCode, name } = anna;
  const renewed = { personalCode: '320000-00002', previousPersonalCode: personalCode };
  await addPersons(context, [{ ...renewed, name, birthDate: '1990-01-01', deathDate: null }]);
  const grant = { grant: 'P-1', personalCode, relief: 'VEJAINE-POOL', from: '2026-01-01' };
  await send({ upsert: { ...grant, reason: 'Lēmums Nr. 1' } });
  await send({ upsert: { ...grant, to: '2026-05-01', reason: 'Lēmums Nr. 2' } });
  expect(await faults()).toEqual({});
  expect(await pools()).toMatchObject([{ from: '2026-01-01', to: '2026-05-01' }]);
});

test('what cannot be followed is told to the sender and tried again; the others are followed', async () => {
  const { context, send, faults, pools, anna } = await scene('grants');
  const grant = {
    ...{ personalCode: anna.personalCode, relief: 'VEJAINE-POOL' },
    ...{ from: '2026-01-01', reason: 'Lēmums' },
  };
  await importReliefs(
    context,
    [
      {
        file: 'x.yaml',
        text: POOL.replace('VEJAINE-POOL', 'OTHERS').replace(OWN, 'vejaines-pramis'),
      },
    ],
    await readClassifiers(context),
  );
  await send(
    { upsert: { ...grant, grant: 'good' } },
    { upsert: { ...grant, grant: 'nobody', personalCode: '32000000001' } },
    { upsert: { ...grant, grant: 'no-relief', relief: 'NONE' } },
    { upsert: { ...grant, grant: 'of-others', relief: 'OTHERS' } },
    { upsert: { ...grant, grant: 'no-days', to: '2026-01-01' } },
  );
  expect(await pools()).toHaveLength(1);
  expect(await faults()).toEqual({
    nobody: 'person-unknown',
    'no-relief': 'relief-unknown',
    'of-others': 'relief-of-another-grantor',
    'no-days': 'grant-period-wrong',
  });
  await addPersons(context, [
    { personalCode: '320000-00001', name: 'Jauna', birthDate: '1990-01-01', deathDate: null },
  ]);
  await followStatements(context);
  expect(await pools()).toHaveLength(1);
  context.clock.advance(61_000);
  await send({ delete: { grant: 'of-others' } });
  expect(await pools()).toHaveLength(2);
  expect(Object.keys(await faults())).toHaveLength(2);
});

test('a fault that breaks when it is tried again keeps no new grant, and one that stays is recorded once', async () => {
  const { context, send, faults, pools, anna, bruno } = await scene('grants');
  const recorded = async () => {
    const acts = await context.adminDb.query(
      `select from audit.records where act = 'entitlements.follow-statements'`,
    );
    return acts.length;
  };
  const grant = { relief: 'VEJAINE-POOL', from: '2026-01-01', reason: 'Lēmums' };
  await send({ upsert: { ...grant, grant: 'old', personalCode: '32000000001' } });
  expect(await recorded()).toBe(1);
  context.clock.advance(61_000);
  await followStatements(context);
  expect(await recorded()).toBe(1);
  const { ids } = await addPersons(context, [
    { personalCode: '320000-00001', name: 'Jauna', birthDate: '1990-01-01', deathDate: null },
  ]);
  await context.adminDb.query(
    `alter table entitlements.grants add constraint failing check (person_id <> '${ids[0]}')`,
  );
  context.clock.advance(61_000);
  await send({ upsert: { ...grant, grant: 'new', personalCode: anna.personalCode } });
  expect(await pools()).toHaveLength(1);
  expect(await faults()).toEqual({ old: 'person-unknown' });
  await context.adminDb.query('alter table entitlements.grants drop constraint failing');
  await send({ upsert: { ...grant, grant: 'newer', personalCode: bruno.personalCode } });
  expect(await pools()).toHaveLength(3);
  expect(await faults()).toEqual({});
});

test('officials see a grant of a system, and do not withdraw it', async () => {
  const { send, of, anna } = await scene('grants');
  await send({
    upsert: {
      ...{ grant: 'P-1', personalCode: anna.personalCode, relief: 'VEJAINE-POOL' },
      ...{ from: '2026-01-01', reason: 'Lēmums' },
    },
  });
  const editor = await of(OWN, ['editor']);
  const [grant] = await listGrants(editor);
  expect(grant).toMatchObject({ status: 'confirmed', proposed: null, decided: null });
  const ending = withdrawGrant(editor, { id: grant?.id ?? '', reason: 'Atcelts' });
  await expect(ending).rejects.toMatchObject({ code: 'grant-not-open' });
});

test('a server follows by itself, woken by who writes', async () => {
  const { context, system, source, pools, anna } = await scene('grants');
  const follower = startStatementFollower(context, context.access.application);
  const upsert = {
    ...{ grant: 'P-1', personalCode: anna.personalCode, relief: 'VEJAINE-POOL' },
    ...{ from: '2026-01-01', reason: 'Lēmums', changedAt: '2026-03-11T08:00:00Z' },
  };
  const name = { code: source.dataSet, version: 1 };
  await acceptRecords(system, name, { changes: [{ upsert }], allOrNothing: false });
  await expect
    .poll(
      async () => {
        while ((await followChanges(context)).taken > 0);
        return await pools();
      },
      { timeout: 10_000 },
    )
    .toHaveLength(1);
  await follower.stop();
});

function record(text: string, more: object = {}) {
  const lines = text.split('\n').map((line) => (line === '' ? {} : { line }));
  return { upsert: { relief: /^code: (\S+)/m.exec(text)?.[1], lines, ...more } };
}

test('instructions of a system become drafts, which two officials review and publish', async () => {
  const { context, send, faults, of } = await scene('instructions');
  const text = POOL.replace('VEJAINE-POOL', 'VEJAINE-SAUNA').replace('2020-01-01', '2026-04-01');
  await send(record(text));
  await send(record(text));
  const one = await of(OWN, ['editor', 'reviewer']);
  const two = await of(OWN, ['editor', 'reviewer']);
  const [draft, ...more] = await listDrafts(one);
  expect(more).toEqual([]);
  expect(await describeDrafts(one, draft ? [draft] : [])).toMatchObject([
    { code: 'VEJAINE-SAUNA', drafted: { by: 'm-0099000-instructions@1' }, status: 'draft' },
  ]);
  const id = draft?.id ?? '';
  await reviewDraft(one, id);
  await expect(publishDraft(one, id)).rejects.toMatchObject({ code: 'publisher-is-reviewer' });
  const forced = context.db.query(
    `update reliefs.drafts set status = 'published', published_by = reviewed_by, published_at = now()`,
  );
  await expect(forced).rejects.toThrow(/drafts_of_systems/);
  await publishDraft(two, id);
  expect(await getRelief(context, 'VEJAINE-SAUNA')).toMatchObject({ grantor: OWN });
  await send(record(await exportRelief(context, 'VEJAINE-SAUNA')));
  expect(await listDrafts(one)).toHaveLength(1);
  expect(await faults()).toEqual({});
});

test('a text that cannot be drafted is told to the sender; one that waits for another comes later', async () => {
  const { context, send, faults, of } = await scene('instructions');
  const sauna = POOL.replace('VEJAINE-POOL', 'VEJAINE-SAUNA').replace('2020-01-01', '2026-04-01');
  await send(
    record(sauna),
    record(sauna.replace('VEJAINE-SAUNA', 'BROKEN').replace('percent: 10', 'percent: 1000')),
    record(sauna.replace('VEJAINE-SAUNA', 'OTHERS').replace(OWN, 'vejaines-pramis')),
    record(sauna.replace('VEJAINE-SAUNA', 'PAST').replace('2026-04-01', '2026-01-01')),
    record(sauna, { relief: 'NOT-SAUNA' }),
  );
  expect(await faults()).toEqual({
    BROKEN: 'relief-files-invalid',
    OTHERS: 'relief-of-another-grantor',
    PAST: 'retroactive-without-reason',
    'NOT-SAUNA': 'draft-of-another-code',
  });
  const newer = sauna.replace('percent: 10', 'percent: 20');
  await send(record(newer));
  expect(await faults()).toMatchObject({ 'VEJAINE-SAUNA': 'draft-open' });
  const reviewer = await of(OWN, ['reviewer']);
  const [waiting] = await listDrafts(reviewer);
  await rejectDraft(reviewer, { id: waiting?.id ?? '', reason: 'Ir jaunāks' });
  context.clock.advance(61_000);
  await followStatements(context);
  expect(await listDrafts(reviewer, { status: 'draft' })).toMatchObject([
    { text: `${newer}\n`.replace(/\n+$/, '\n\n') },
  ]);
});

test('who follows, and who reads what could not be followed', async () => {
  const { context, fixture, source } = await scene('grants');
  const known = addStatementSource(context, source);
  await expect(known).rejects.toMatchObject({ code: 'statement-source-known' });
  const none = addStatementSource(context, { ...source, dataSet: 'none' });
  await expect(none).rejects.toMatchObject({ code: 'statement-source-unknown' });
  expect(await listStatementSources(context)).toMatchObject([source]);
  expect(
    await listStatementFaults(context.as({ kind: 'operator' }), { ...source, after: 0 }),
  ).toEqual([]);
  const stranger = context.as({
    ...{ kind: 'information-system', systemId: 'x', organisationId: fixture.providerId },
  });
  const unseen = listStatementFaults(stranger, { ...source, after: 0 });
  await expect(unseen).rejects.toMatchObject({ code: 'statement-source-unknown' });
  const others: Actor[] = [
    { kind: 'public' },
    { kind: 'recipient', personId: 'x', sessionId: 'y' },
    { kind: 'ids', idsId: 'x', organisationId: 'y' },
  ];
  for (const actor of others) {
    const asking = context.as(actor);
    for (const work of [
      () => addStatementSource(asking, source),
      () => listStatementSources(asking),
      () => listStatementFaults(asking, { ...source, after: 0 }),
    ]) {
      await expect(work()).rejects.toMatchObject({ code: 'not-allowed' });
    }
  }
});
