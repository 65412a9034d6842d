import { expect, test } from 'vitest';
import type { Context, OfficialRole } from '../../../platform/context.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { readClassifiers } from '../../classifiers/index.ts';
import {
  acceptRecords,
  defineDataSet,
  proposeDataSet,
  publishDataSet,
  purgeChanges,
} from '../../exchange/index.ts';
import { listOrganisations } from '../../persons/index.ts';
import { importReliefs } from '../../reliefs/index.ts';
import { asOfficial } from '../../reliefs/publishing/testing/officials.ts';
import { followChanges } from '../index.ts';
import { addStatementSource, listStatementSources, statementText } from './add-source.ts';
import { confirmAbsentGrants } from './confirm-absent.ts';
import { followStatements } from './follow-statements.ts';
import { listWaitingGrants } from './list-waiting.ts';

const OWN = 'm-0099000';
const SOURCE = { dataSet: `${OWN}-grants`, version: 1 };
const DAY_MS = 86_400_000;

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

const changedAt = (second: number) => `2026-03-11T08:00:0${second}Z`;

function stated(grant: string, personalCode: string, second = 3) {
  const given = { grant, personalCode, relief: 'VEJAINE-POOL', from: '2026-01-01' };
  return { upsert: { ...given, reason: 'Lēmums', changedAt: changedAt(second) } };
}

/** A grantor that has granted the relief to twelve persons, and a follower that knows it. */
async function scene() {
  const context = await testContext();
  const { residents, municipalityId } = await vejaine(context, { residents: 12 });
  await importReliefs(context, [{ file: 'pool.yaml', text: POOL }], await readClassifiers(context));
  const name = { code: SOURCE.dataSet, version: 1 };
  await defineDataSet(context, { file: 'stated.yaml', text: statementText('grants', OWN) });
  await proposeDataSet(context, name);
  await publishDataSet(context, name);
  await addStatementSource(context, { ...SOURCE, kind: 'grants' });
  const system = context.as({
    ...{ kind: 'information-system', systemId: 'x', organisationId: municipalityId },
  });
  const send = async (changes: object[]) => {
    context.clock.advance(1_000);
    await acceptRecords(system, name, { changes, allOrNothing: false });
  };
  const follow = async () => {
    await followStatements(context);
    while ((await followChanges(context)).taken > 0);
  };
  await send(residents.map(({ personalCode }, index) => stated(`P-${index}`, personalCode, 1)));
  await follow();
  /** The log is kept no longer when the follower comes back. */
  const sleep = async (...grants: string[]) => {
    await send(grants.map((grant) => ({ delete: { grant, changedAt: changedAt(2) } })));
    context.clock.advance(400 * DAY_MS);
    await purgeChanges(context);
    await follow();
  };
  const open = async () => {
    const [row] = await context.db.query<{ count: number }>(
      `select count(*)::integer from entitlements.entitlements held
       join reliefs.relief_codes relief on relief.id = held.relief_id
       where superseded_at is null and code = 'VEJAINE-POOL' and valid_to is null`,
    );
    return row?.count;
  };
  const asked = async () => (await listStatementSources(context))[0]?.absentCount;
  const codes = residents.map(({ personalCode }) => personalCode);
  return { context, codes, send, sleep, open, asked, follow };
}

test('a grant whose record was deleted while the log was kept no longer ends for who has slept', async () => {
  const { sleep, open, asked } = await scene();
  expect(await open()).toBe(12);
  await sleep('P-3');
  expect(await open()).toBe(11);
  expect(await asked()).toBeNull();
});

test('many such grants wait until somebody confirms that they end', async () => {
  const { context, sleep, open, asked, follow } = await scene();
  await sleep('P-3', 'P-4', 'P-5');
  expect([await open(), await asked()]).toEqual([12, 3]);
  for (const absent of [2, 4]) {
    const other = confirmAbsentGrants(context, { ...SOURCE, absent });
    await expect(other).rejects.toMatchObject({
      ...{ code: 'absent-grants-changed', details: { absent: 3 } },
    });
  }
  await confirmAbsentGrants(context, { ...SOURCE, absent: 3 });
  const again = () => confirmAbsentGrants(context, { ...SOURCE, absent: 3 });
  await expect(again()).rejects.toMatchObject({ code: 'absent-grants-not-asked' });
  await follow();
  expect([await open(), await asked()]).toEqual([9, null]);
  await expect(again()).rejects.toMatchObject({ code: 'absent-grants-not-asked' });
});

test('a grant whose record comes again is absent no more, and few end by themselves', async () => {
  const { codes, send, sleep, open, asked, follow } = await scene();
  await sleep('P-3', 'P-4', 'P-5');
  await send([3, 4].map((index) => stated(`P-${index}`, codes[index] ?? '')));
  await follow();
  expect([await open(), await asked()]).toEqual([11, null]);
});

test('of more than was confirmed somebody is asked again', async () => {
  const { context, sleep, open, asked, follow } = await scene();
  await sleep('P-3', 'P-4');
  await confirmAbsentGrants(context, { ...SOURCE, absent: 2 });
  await sleep('P-5');
  expect([await open(), await asked()]).toEqual([12, 3]);
  await follow();
  expect(await open()).toBe(12);
});

test('a reviewer of the grantor confirms, its officials see what waits, and others neither', async () => {
  const { context, sleep, asked, follow } = await scene();
  await sleep('P-3', 'P-4', 'P-5');
  const official = (organisation: string | null, roles: OfficialRole[]) =>
    asOfficial(context, { organisation, roles });
  const confirm = (asking: Context) => confirmAbsentGrants(asking, { ...SOURCE, absent: 3 });
  const reviewer = await official(OWN, ['reviewer']);
  const editor = await official(OWN, ['editor']);
  const foreign = await official('vejaines-pramis', ['reviewer']);
  const [ferry] = await listOrganisations(context, ['vejaines-pramis']);
  const [kind, systemId] = ['information-system', 'x'] as const;
  for (const [asking, code] of [
    [editor, 'official-role-missing'],
    [await official(null, ['editor']), 'official-role-missing'],
    [foreign, 'data-set-not-permitted'],
    [context.as({ kind, systemId, organisationId: ferry?.id ?? '' }), 'data-set-not-permitted'],
    [context.as({ kind: 'public' }), 'not-allowed'],
    [context.as({ kind: 'recipient', personId: 'x', sessionId: 'y' }), 'not-allowed'],
  ] as const) {
    await expect(confirm(asking)).rejects.toMatchObject({ code });
  }
  const since = context.clock.now();
  const waiting = [{ ...SOURCE, absent: 3, absentOf: 12, absentSince: since }];
  const operator = await official(null, ['editor']);
  for (const asking of [reviewer, editor, operator]) {
    expect(await listWaitingGrants(asking)).toEqual(waiting);
  }
  expect(await listWaitingGrants(foreign)).toEqual([]);
  await expect(listWaitingGrants(await official(OWN, ['auditor']))).rejects.toMatchObject({
    code: 'official-role-missing',
  });
  await confirm(reviewer);
  expect(await listWaitingGrants(reviewer)).toEqual([]);
  await follow();
  expect(await asked()).toBeNull();
  const [record] = await context.adminDb.query(
    `select content::jsonb as content from audit.records where act = 'entitlements.confirm-absent-grants'`,
  );
  expect(record).toMatchObject({ content: { absent: 3, held: 12 } });
});
