import { expect, test } from 'vitest';
import { defineDataSet, endDataSet, proposeDataSet, publishDataSet } from '../index.ts';
import { exchangeContext, LICENCES } from '../testing/exchange-context.ts';
import { givePermission, officialOf } from '../testing/give-permission.ts';
import { licencesWith } from '../testing/licences.ts';
import { applyForPermission } from './apply-for-permission.ts';
import { getPermission } from './change-permission.ts';
import { listNotices } from './list-permissions.ts';
import { remindOfEnds } from './remind-of-ends.ts';
import { showPermission } from './show-permission.ts';
import { Terms } from './terms.ts';

const context = await exchangeContext();
const SECOND = { ...LICENCES, version: 2 };

async function publish(name: { code: string; version: number }): Promise<void> {
  await proposeDataSet(context, name);
  await publishDataSet(context, name);
}

async function shown(number: string) {
  return showPermission(context, (await getPermission(context, number)).permission);
}

test('the end of a version is told to both sides once, with the next one to apply for', async () => {
  await publish(LICENCES);
  const { number } = await givePermission(context, { fields: ['since'] });
  expect(await shown(number)).toMatchObject({ versions: [1], ends: [], newer: [] });
  const text = licencesWith(['version: 1', 'version: 2']);
  await defineDataSet(context, { file: 'licences.yaml', text });
  // What is only tried out is nobody's to apply for.
  expect(await shown(number)).toMatchObject({ newer: [] });
  await publish(SECOND);
  await endDataSet(context, LICENCES, '2026-06-01');
  expect(await shown(number)).toMatchObject({
    ...{ ends: [{ version: 1, endsOn: '2026-06-01' }], newer: [2] },
  });
  for (const _ of [1, 2]) await remindOfEnds(context);
  for (const party of ['m-0099000', 'vejaines-pramis']) {
    const notices = await listNotices(await officialOf(context, party), { limit: 10 });
    const told = notices.filter(({ kind }) => kind === 'version-ends');
    expect(told.map(({ content }) => content)).toEqual([{ version: 1, endsOn: '2026-06-01' }]);
  }
});

test('who applied for the next version is offered it no more, until that is refused', async () => {
  const { number } = await givePermission(context, { fields: ['since'] });
  const terms = Terms.strip().parse(await shown(number));
  const reader = await officialOf(context, 'vejaines-pramis');
  const next = await applyForPermission(reader, { dataSet: LICENCES.code, versions: [2], terms });
  expect(next).toMatchObject({ fields: ['since'], validUntil: '2026-12-31', state: 'applied' });
  expect(await shown(number)).toMatchObject({ newer: [] });
  await context.adminDb.query(
    `update exchange.permissions set state = 'refused' where number = $1`,
    [next.number],
  );
  expect(await shown(number)).toMatchObject({ newer: [2] });
});

test('of a permission that ends before its version nothing is told of that', async () => {
  const { number } = await givePermission(context, { validUntil: '2026-05-31' });
  await remindOfEnds(context);
  const notices = await listNotices(context, { limit: 20 });
  expect(notices.filter((one) => one.number === number).map(({ kind }) => kind)).not.toContain(
    'version-ends',
  );
});
