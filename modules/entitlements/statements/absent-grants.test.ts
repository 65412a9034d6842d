import { expect, test } from 'vitest';
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
import { importReliefs } from '../../reliefs/index.ts';
import { followChanges } from '../index.ts';
import { addStatementSource, listStatementSources, statementText } from './add-source.ts';
import { confirmAbsentGrants } from './end-absent.ts';
import { followStatements } from './follow-statements.ts';

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
  const changedAt = (second: number) => `2026-03-11T08:00:0${second}Z`;
  await send(
    residents.map(({ personalCode }, index) => ({
      upsert: {
        ...{ grant: `P-${index}`, personalCode, relief: 'VEJAINE-POOL', from: '2026-01-01' },
        ...{ reason: 'Lēmums', changedAt: changedAt(1) },
      },
    })),
  );
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
  return { context, sleep, open, asked, follow };
}

test('a grant whose record was deleted while the log was kept no longer ends for who has slept', async () => {
  const { sleep, open, asked } = await scene();
  expect(await open()).toBe(12);
  await sleep('P-3');
  expect(await open()).toBe(11);
  expect(await asked()).toBeNull();
});

test('many such grants wait until the operator confirms that they end', async () => {
  const { context, sleep, open, asked, follow } = await scene();
  await sleep('P-3', 'P-4', 'P-5');
  expect([await open(), await asked()]).toEqual([12, 3]);
  const early = confirmAbsentGrants(context, { ...SOURCE, absent: 2 });
  await expect(early).rejects.toMatchObject({
    ...{ code: 'absent-grants-are-more', details: { absent: 3 } },
  });
  await confirmAbsentGrants(context, { ...SOURCE, absent: 3 });
  await follow();
  expect([await open(), await asked()]).toEqual([9, null]);
  const again = confirmAbsentGrants(context, { ...SOURCE, absent: 3 });
  await expect(again).rejects.toMatchObject({ code: 'absent-grants-not-asked' });
  const none = confirmAbsentGrants(context, { ...SOURCE, version: 2, absent: 3 });
  await expect(none).rejects.toMatchObject({ code: 'statement-source-unknown' });
  const stranger = confirmAbsentGrants(context.as({ kind: 'public' }), { ...SOURCE, absent: 3 });
  await expect(stranger).rejects.toMatchObject({ code: 'not-allowed' });
});
