import { expect, test } from 'vitest';
import { testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import { readClassifiers } from '../classifiers/index.ts';
import { exportRelief, importReliefs } from '../reliefs/index.ts';
import { followPublications } from './index.ts';

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
