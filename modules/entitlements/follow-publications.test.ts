import { expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import { noteSilence, readClassifiers } from '../classifiers/index.ts';
import { exportRelief, importReliefs } from '../reliefs/index.ts';
import { followPublications, recomputeEntitlements } from './index.ts';

test('what was published is followed once, and what ended ends', async () => {
  const context = await testContext();
  await vejaine(context);
  const count = async () => {
    const [row] = await context.db.query<{ open: number; all: number }>(
      `select count(*) filter (where superseded_at is null and valid_to is null)::integer as open,
         count(*)::integer as all
       from entitlements.entitlements`,
    );
    return row;
  };
  await followPublications(context);
  expect(await count()).toEqual({ open: 2, all: 2 });
  const text = (await exportRelief(context, 'VEJAINE-FERRY')).replace(
    /^( {2}- from: \S+)$/m,
    '$1\n    to: 2026-04-01',
  );
  await importReliefs(context, [{ file: 'ended.yaml', text }], await readClassifiers(context));
  expect(await count()).toEqual({ open: 2, all: 2 });
  await followPublications(context);
  expect(await count()).toEqual({ open: 0, all: 4 });
  await context.adminDb.query('delete from entitlements.entitlements where valid_to is not null');
  await followPublications(context);
  expect(await count()).toEqual({ open: 0, all: 2 });
});

const RESIDENT = `code: resident
name: { lv: iedzīvotājs, en: resident }
act: Rules
source: Invented
versions:
  - from: 2019-01-01
    condition: { fact: residence, within: grantor }
`;
const OF_THE_NEXT_YEAR = `${RESIDENT.replace('01-01', '01-01\n    to: 2027-01-01')}  - from: 2027-01-01
    condition: { all: [{ fact: residence, within: grantor }, { age: { from: 150 } }] }
`;

test('of a relief whose definition was changed, later periods too are followed; others stay', async () => {
  const context = await testContext();
  const { reliefId } = await vejaine(context);
  const bus = (await exportRelief(context, 'VEJAINE-FERRY'))
    .replace('VEJAINE-FERRY', 'VEJAINE-BUS')
    .replace(/ {4}who:[^]*? {4}benefits:/, '    who: { definition: resident }\n    benefits:');
  const publish = async (files: Record<string, string>) => {
    const given = Object.entries(files).map(([file, text]) => ({ file, text }));
    await importReliefs(context, given, await readClassifiers(context));
  };
  await followPublications(context);
  await publish({ 'resident.yaml': RESIDENT, 'bus.yaml': bus });
  expect(await followPublications(context)).toEqual({ persons: 2, added: 2, superseded: 0 });
  // Whatever is wrong with other reliefs is none of this one's business.
  await context.adminDb.query(
    'update entitlements.entitlements set superseded_at = now() where relief_id = $1',
    [reliefId],
  );
  await publish({ 'resident.yaml': OF_THE_NEXT_YEAR, 'bus.yaml': bus });
  expect(await followPublications(context)).toEqual({ persons: 2, added: 4, superseded: 2 });
  const periods = await context.db.query(
    `select valid_to as "to", valid_from > '2027-01-01' as "isLater"
     from entitlements.current_entitlements order by valid_from`,
  );
  const [now, later] = [
    { to: '2027-01-01', isLater: false },
    { to: null, isLater: true },
  ];
  expect(periods).toEqual([now, now, later, later]);
  expect(await recomputeEntitlements(context)).toMatchObject({ added: 2, superseded: 0 });
});

test('what a register states nothing of becomes unknown with its silence, and none when it speaks', async () => {
  const context = await testContext();
  await vejaine(context);
  const text = (await exportRelief(context, 'VEJAINE-FERRY'))
    .replace('VEJAINE-FERRY', 'VEJAINE-ABLE')
    .replace(
      / {4}who:[^]*? {4}benefits:/,
      '    who: { not: { fact: disability, in: [group-1] } }\n    benefits:',
    );
  await importReliefs(context, [{ file: 'able.yaml', text }], await readClassifiers(context));
  await recomputeEntitlements(context);
  const [{ count: given = 0 } = {}] = await able(context);
  expect(given).toBeGreaterThan(0);
  await noteSilence(context, 'disability', context.clock.now());
  expect(await followPublications(context)).toMatchObject({ added: 0, superseded: given });
  expect(await able(context)).toEqual([{ count: 0 }]);
  expect(await followPublications(context)).toMatchObject({ persons: 0 });
  await noteSilence(context, 'disability', null);
  expect(await followPublications(context)).toMatchObject({ added: given, superseded: 0 });
  expect(await able(context)).toEqual([{ count: given }]);
  // Of a register that no relief asks about nothing is recomputed.
  await noteSilence(context, 'fare-reliefs', context.clock.now());
  expect(await followPublications(context)).toMatchObject({ persons: 0 });
});

async function able({ db }: Context) {
  return await db.query<{ count: number }>(
    `select count(*)::integer as count from entitlements.current_entitlements held
     join reliefs.reliefs relief on relief.id = held.relief_id
     where relief.code = 'VEJAINE-ABLE'`,
  );
}
