import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { applyForPermission, defineDataSet, takeUpload } from '../../modules/exchange/index.ts';
import { LICENCES, licence } from '../../modules/exchange/testing/exchange-context.ts';
import { TERMS } from '../../modules/exchange/testing/give-permission.ts';
import { LICENCES_TEXT } from '../../modules/exchange/testing/licences.ts';
import { addOfficial } from '../../modules/identity/index.ts';
import { setUpRegisters } from '../../modules/registers/index.ts';
import { expectAccessible } from './testing/accessibility.ts';
import { openBrowser, type PageOptions } from './testing/browser.ts';
import { openAsOfficial } from './testing/open-as-official.ts';
import { openCountry } from './testing/open-country.ts';

const TEST_TIMEOUT_MS = 120_000;

const country = await openCountry({ residents: 3 });
const browser = await openBrowser();
const { context, fixture } = country;
const [editor, reviewer, reader] = fixture.residents;
if (!editor || !reviewer || !reader) throw new Error('The fixture has three residents.');
for (const [person, role, organisation] of [
  [editor, 'editor', 'm-0099000'],
  [reviewer, 'reviewer', 'm-0099000'],
  [reader, 'editor', 'vejaines-pramis'],
] as const) {
  await addOfficial(context, {
    ...{ name: person.name, organisation, roles: [role], personId: person.id },
  });
}
await defineDataSet(context, { file: 'licences.yaml', text: LICENCES_TEXT });

const openAs = (person: { name: string }, path: string, options: PageOptions) =>
  openAsOfficial({ browser, ...country, person, path }, options);

async function sendSnapshot(id: string, takenAt: string, records: readonly unknown[]) {
  const sent = { id, mode: 'snapshot' as const, allOrNothing: false, fromLine: 1 };
  const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  const stream = Readable.from([Buffer.from(text)]);
  await takeUpload(context, LICENCES, { ...sent, takenAt: new Date(takenAt) }, stream);
}

test('a halved snapshot is asked about: refused, or let in by a reviewer; refused records tell why', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const records = Array.from({ length: 40 }, (_, index) => licence({ number: `L-${index}` }));
  await sendSnapshot('whole', '2026-03-09T03:00:00Z', records);
  await sendSnapshot('half', '2026-03-10T03:00:00Z', records.slice(0, 20));
  await sendSnapshot('bad', '2026-03-11T03:00:00Z', [...records, { number: 'L-x' }]);
  const one = await openAs(editor, '/office/registers', { width: 360 });
  await one.page.getByText('Par to lemj ierēdnis ar pārbaudītāja lomu.').waitFor();
  await one.page.getByRole('heading', { name: 'Nevienam reģistram vēl neseko' }).waitFor();
  await one.page.getByRole('button', { name: 'Rādīt, kāpēc' }).press('Enter');
  await one.page.getByText('bad, rinda 41').waitFor();
  expect(await one.page.getByText('L-x').count()).toBe(0);
  await expectAccessible(one.page, 'what comes in, for an editor');
  await one.close();

  const two = await openAs(reviewer, '/office/registers', { width: 1_200, language: 'en' });
  await two.page.getByText('Letting it in would remove 20.').waitFor();
  await two.page.getByRole('button', { name: 'Refuse the file' }).press('Enter');
  await two.page.getByText('The file is refused, and nothing has changed.').waitFor();
  expect(await two.page.getByText('Is this file whole?').count()).toBe(0);
  await sendSnapshot('again', '2026-03-10T04:00:00Z', records.slice(0, 20));
  await two.page.reload();
  await two.page.getByRole('button', { name: 'Let the file in' }).press('Enter');
  const dialog = two.page.getByRole('alertdialog');
  await dialog.getByText('Of 40 records 20 will be removed').waitFor();
  await expectAccessible(two.page, 'the question of the guard');
  await dialog.getByRole('button', { name: 'Let the file in' }).press('Enter');
  await two.page.getByText('The file is let in.').waitFor();
  const [held] = await context.adminDb.query<{ records: number }>(
    'select sum(records)::integer as records from exchange.heads',
  );
  expect(held?.records).toBe(20);
  two.expectNoErrors();
  await two.close();
});

test('how fresh registers are is drawn and said; who is silent stands first', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  await setUpRegisters(context);
  await context.adminDb.query(
    `update registers.mappings set taken_at = taken_at - interval '5 days' where register = 'orphans'`,
  );
  const { page, expectNoErrors, close } = await openAs(editor, '/office/registers', {
    ...{ width: 360, dark: true },
  });
  await page.getByRole('meter').first().waitFor();
  const registers = page.getByRole('region', { name: 'Vai reģistri ir svaigi' });
  expect(await registers.getByRole('article').count()).toBe(12);
  await registers.getByRole('article').first().getByText('klusē').waitFor();
  expect(await registers.getByText('svaigs', { exact: true }).count()).toBe(11);
  await expectAccessible(page, 'how fresh registers are');
  expectNoErrors();
  await close();
});

test('a permission is asked for, granted by two, suspended and prolonged', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  await context.adminDb.query(`update exchange.versions set state = 'published'`);
  const terms = { ...TERMS, quota: 1_000 };
  const { number } = await applyForPermission(context, {
    ...{ dataSet: LICENCES.code, versions: [1], holder: 'vejaines-pramis', terms },
  });
  const one = await openAs(editor, '/office/permissions', { width: 360 });
  await one.page.getByText('Jūsu iestāde atļaujas nav lūgusi.', { exact: false }).waitFor();
  await expectAccessible(one.page, 'permissions of a source');
  const asked = one.page.getByRole('list', { name: 'Kas lūdz un lasa jūsu datus' });
  await asked.getByRole('link', { name: 'Vējaines prāmis' }).press('Enter');
  await one.page.waitForURL(`**/office/permissions/${number}`);
  await one.page.getByRole('button', { name: 'Piešķirt atļauju' }).press('Enter');
  await one.page.getByText('Viens ir piekritis.').waitFor();
  await expectAccessible(one.page, 'a permission that needs another');

  const two = await openAs(reviewer, `/office/permissions/${number}`, { language: 'en' });
  await two.page.getByRole('button', { name: 'Grant the permission' }).press('Enter');
  await two.page.getByText('in force', { exact: true }).waitFor();
  expect(await two.page.getByRole('meter').getAttribute('aria-valuetext')).toBe('1,000 of 1,000');
  await two.page.getByText('Stop it for a time').press('Enter');
  await two.page.getByLabel('Why', { exact: true }).first().fill('Too many uses in one night');
  await two.page.getByRole('button', { name: 'Suspend the permission' }).press('Enter');
  await two.page.getByText('suspended', { exact: true }).waitFor();
  await two.page.getByText('Let it hold again').press('Enter');
  await two.page.getByLabel('Why', { exact: true }).first().fill('Explained by the holder');
  await two.page.getByRole('button', { name: 'Resume the permission' }).press('Enter');
  await two.page.getByText('in force', { exact: true }).waitFor();
  await expectAccessible(two.page, 'a permission in force');

  const three = await openAs(reader, '/office/permissions', { width: 360, language: 'en' });
  const held = three.page.getByRole('list', { name: 'What you ask for and read' });
  await held.getByRole('link', { name: number }).press('Enter');
  await three.page.getByText('Ask to prolong it').press('Enter');
  await three.page.getByLabel('Last day').fill('2027-12-31');
  await three.page.getByRole('button', { name: 'Ask to prolong the permission' }).press('Enter');
  await three.page.getByText('longer asked for', { exact: true }).waitFor();
  expect(await three.page.getByRole('button', { name: 'Grant the permission' }).count()).toBe(0);
  await expectAccessible(three.page, 'a permission that its holder asks to prolong');
  for (const { expectNoErrors, close } of [one, two, three]) {
    expectNoErrors();
    await close();
  }
});
