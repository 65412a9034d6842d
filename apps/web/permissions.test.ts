import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import {
  acceptRecords,
  defineDataSet,
  endDataSet,
  proposeDataSet,
  publishDataSet,
  remindOfEnds,
} from '../../modules/exchange/index.ts';
import { LICENCES, licence } from '../../modules/exchange/testing/exchange-context.ts';
import { LICENCES_TEXT, licencesWith } from '../../modules/exchange/testing/licences.ts';
import { newSystem } from '../../modules/exchange/testing/systems.ts';
import { addOfficial } from '../../modules/identity/index.ts';
import { expectAccessible } from './testing/accessibility.ts';
import { openBrowser, openPage, type PageOptions } from './testing/browser.ts';
import { openAsOfficial } from './testing/open-as-official.ts';
import { openCountry } from './testing/open-country.ts';
import { signInAs } from './testing/sign-in.ts';

const country = await openCountry({ residents: 4 });
const browser = await openBrowser();
const { context, fixture } = country;
const [editor, reviewer, asker, accountant] = fixture.residents;
if (!editor || !reviewer || !asker || !accountant) throw new Error('Four residents are needed.');
for (const [person, role, organisation] of [
  [editor, 'editor', 'm-0099000'],
  [reviewer, 'reviewer', 'm-0099000'],
  [accountant, 'accountant', 'm-0099000'],
  [asker, 'editor', 'vejaines-pramis'],
] as const) {
  await addOfficial(context, {
    ...{ name: person.name, organisation, roles: [role], personId: person.id },
  });
}
const ferry = (await newSystem(context, 'vejaines-pramis', 'ferry')).keyText;

const openAs = (person: { id: string }, path: string, options: PageOptions) =>
  openAsOfficial({ browser, ...country, person, path }, options);

let number = '';

test('an empty catalogue says how something comes to stand in it', async () => {
  const { page, expectNoErrors, close } = await openAs(asker, '/office/catalogue', { width: 360 });
  await page.getByRole('heading', { name: 'Neviena datu kopa vēl nav publicēta' }).waitFor();
  await expectAccessible(page, 'an empty catalogue');
  expectNoErrors();
  await close();
  await defineDataSet(context, { file: 'licences.yaml', text: LICENCES_TEXT });
  await proposeDataSet(context, LICENCES);
  await publishDataSet(context, LICENCES);
  const upsert = licence({ personCode: editor.personalCode });
  await acceptRecords(context, LICENCES, { changes: [{ upsert }], allOrNothing: true });
});

test.each([
  { language: 'lv', width: 360 },
  { language: 'en', width: 1_200, dark: true },
] as const)('the way from the catalogue to an application is accessible: %o', async (look) => {
  const { page, expectNoErrors, close } = await openAs(asker, '/office/catalogue', look);
  await page.getByRole('main').getByRole('listitem').first().waitFor();
  await expectAccessible(page, 'the catalogue');
  await page.goto('/office/catalogue/vejaine-licences/1');
  await page.getByText('companions.nickname').waitFor();
  await expectAccessible(page, 'a data set');
  await page.goto('/office/catalogue/vejaine-licences/1/apply');
  await page.getByRole('checkbox').first().waitFor();
  await page.getByRole('button', { name: /Nosūtīt lūgumu|Send the application/ }).press('Enter');
  await page.getByText(/Izvēlieties vismaz vienu lauku\.|Choose at least one field\./).waitFor();
  await expectAccessible(page, 'an application with mistakes');
  expectNoErrors();
  await close();
});

test('an official finds a data set and applies, told what is missing where it is missing', async () => {
  const { page, expectNoErrors, close } = await openAs(asker, '/office', { language: 'en' });
  await page.getByRole('link', { name: 'Catalogue of data' }).press('Enter');
  await page.getByLabel('What you look for').fill('nothing like it');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Nothing was found' }).waitFor();
  await page.getByLabel('What you look for').fill('fishing');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Fishing licences' }).press('Enter');
  await page.getByText('renewed daily').waitFor();
  await page.getByRole('link', { name: 'Apply for a permission' }).press('Enter');
  await page.getByRole('button', { name: 'Send the application' }).press('Enter');
  const purpose = page.getByLabel('Purpose, in Latvian');
  await page.getByText('Write the purpose in Latvian.').waitFor();
  expect(await purpose.evaluate((box) => box === document.activeElement)).toBe(true);
  await purpose.fill('Makšķernieku pārbaude');
  await page.getByLabel('Purpose, in English').fill('Checking anglers');
  await page.getByLabel('Legal basis, in Latvian').fill('Zvejniecības likuma 7. pants');
  await page.getByLabel('Legal basis, in English').fill('Section 7 of the Fishery Law');
  expect(await page.getByRole('checkbox', { name: /^personCode/ }).isDisabled()).toBe(true);
  await page.getByRole('checkbox', { name: /^waters / }).press('Space');
  await page.getByRole('checkbox', { name: /^waters\.hectares/ }).press('Space');
  expect(await page.getByRole('checkbox', { name: /^waters\.name/ }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'Add a condition' }).press('Enter');
  await page.getByLabel('Field', { exact: true }).selectOption('number');
  const value = page.getByLabel('Value', { exact: true });
  await value.fill('L-1; L-2');
  await value.press('Enter');
  await value.evaluate((box, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text', text);
    box.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, 'L-3\r\n L-4 \n\nL-3\n');
  await page.getByText('3 values').waitFor();
  await page.getByRole('button', { name: 'Remove the value L-4' }).press('Enter');
  expect(await value.evaluate((box) => box === document.activeElement)).toBe(true);
  // What was typed and not added counts too.
  await value.fill('Ū "5"');
  await page.getByLabel('Quota of uses').fill('100');
  await page.getByRole('radio', { name: /^for a day/ }).press('Space');
  await page.getByLabel('Uses a minute').fill('60');
  await page.getByLabel('Last day').fill('2026-04-05');
  await page.getByRole('button', { name: 'Send the application' }).press('Enter');
  await page.waitForURL('**/office/permissions/KP-*');
  number = page.url().split('/').at(-1) ?? '';
  for (const one of ['L-1; L-2', 'L-3', 'Ū "5"']) {
    await page.getByText(one, { exact: true }).waitFor();
  }
  await page.getByText('100 a day').waitFor();
  await page.getByText('personCode, number, waters.name').waitFor();
  await page.getByText('What these fields tell about people').press('Enter');
  await page.getByRole('list', { name: 'Fields' }).getByText('waters.name').waitFor();
  await expectAccessible(page, 'what was applied for');
  expectNoErrors();
  await close();
});

test('the source asks back and states other terms, two grant, and both are reminded', async () => {
  const one = await openAs(editor, `/office/permissions/${number}`, { width: 360, language: 'en' });
  await one.page.getByText('Write to the other side').press('Enter');
  await one.page.getByLabel('Message').fill('Is the name of the water needed?');
  await one.page.getByRole('button', { name: 'Send' }).press('Enter');
  await one.page.getByText('The message is sent.').waitFor();
  await one.page.getByText('Change the terms').press('Enter');
  await one.page.getByLabel('Price of one use').fill('0.05');
  await one.page.getByLabel('Quota of uses').fill('50');
  await expectAccessible(one.page, 'terms to be changed');
  await one.page.getByRole('button', { name: 'Save the terms' }).press('Enter');
  await one.page.getByText('The terms are changed').waitFor();
  await one.page.getByRole('button', { name: 'Grant the permission' }).press('Enter');
  await one.page.getByText('One has agreed.', { exact: false }).waitFor();
  const two = await openAs(reviewer, `/office/permissions/${number}`, { language: 'en' });
  await two.page.getByRole('button', { name: 'Grant the permission' }).press('Enter');
  await two.page.getByText('in force', { exact: true }).waitFor();
  await remindOfEnds(context);
  for (const [person, width] of [
    [asker, 360],
    [editor, 1_200],
  ] as const) {
    const { page, expectNoErrors, close } = await openAs(person, '/office/permissions', {
      ...{ language: 'en', width },
    });
    const notices = page.getByRole('list', { name: 'News and reminders' });
    await notices.getByText('Ends soon').waitFor();
    await expectAccessible(page, 'permissions with reminders');
    expectNoErrors();
    await close();
  }
  for (const { expectNoErrors, close } of [one, two]) {
    expectNoErrors();
    await close();
  }
});

test('uses are drawn into a statement that an accountant saves, and a person reads each', async () => {
  const address = '/exchange/v1/data-sets/vejaine-licences/1/by-key';
  const response = await fetch(`${country.baseUrl}${address}`, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${ferry}`, 'content-type': 'application/json' },
      'x-koplieta-permission': number,
    },
    body: JSON.stringify({ keys: [{ personCode: editor.personalCode, number: 'L-1' }] }),
  });
  expect(response.status).toBe(200);
  const { page, expectNoErrors, close } = await openAs(accountant, '/office', { language: 'en' });
  await page.getByRole('link', { name: 'Statement of uses' }).press('Enter');
  await page.getByRole('meter').waitFor();
  expect(await page.getByRole('meter').getAttribute('aria-valuetext')).toBe('1 use');
  await expectAccessible(page, 'the statement of a month');
  const saving = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Save as CSV' }).press('Enter');
  const text = await readFile(await (await saving).path(), 'utf8');
  expect(text.split('\r\n')[1]).toContain(`2026-03,false,${number},vejaine-licences,m-0099000`);
  expect(text.split('\r\n')[1]).toMatch(/,1,0\.05,50,day,1$/);
  await page.getByLabel('Month').selectOption('2026-02');
  await page.getByRole('heading', { name: 'Nothing was used in this month' }).waitFor();
  await expectAccessible(page, 'a statement with nothing in it');
  expectNoErrors();
  await close();

  const own = await openPage(browser, country.baseUrl, { language: 'en', width: 360 });
  await signInAs(own.page, editor.name);
  await own.page.goto('/me/record-uses');
  const use = own.page.getByRole('article').filter({ hasText: number });
  await use.getByText('Checking anglers').waitFor();
  await use.locator('summary').press('Enter');
  await use.getByText('waters.name').waitFor();
  await expectAccessible(own.page, 'who read my records by a permission');
  own.expectNoErrors();
  await own.close();
});

test('a version that ends is told of, and the next is applied for at one press or with several', async () => {
  const second = { ...LICENCES, version: 2 };
  const text = licencesWith(['version: 1', 'version: 2'], ['name: fee', 'name: charge']);
  await defineDataSet(context, { file: 'licences.yaml', text });
  await proposeDataSet(context, second);
  await publishDataSet(context, second);
  await endDataSet(context, LICENCES, '2026-04-20');
  const { page, expectNoErrors, close } = await openAs(
    asker,
    '/office/catalogue/vejaine-licences/2/apply',
    { language: 'en', width: 360 },
  );
  await page
    .getByRole('checkbox', { name: 'Version 1, is no more from 20 April 2026' })
    .press('Space');
  await page.getByText('Not in all: charge.', { exact: false }).waitFor();
  expect(await page.getByRole('checkbox', { name: /^charge/ }).count()).toBe(0);
  await expectAccessible(page, 'an application for two versions');
  await context.adminDb.query(`update exchange.permissions set valid_until = '2026-12-31'`);
  await page.goto(`/office/permissions/${number}`);
  await page.getByText('Version 1 is no more from 20 April 2026').waitFor();
  await expectAccessible(page, 'a permission for a version that ends');
  const next = page.getByRole('button', { name: 'Apply for version 2 with the same terms' });
  await next.press('Enter');
  await page.getByText('vejaine-licences@2', { exact: true }).waitFor();
  await page.getByText('L-1; L-2', { exact: true }).waitFor();
  await page.goto(`/office/permissions/${number}`);
  await page.getByText('There is no newer version to apply for yet', { exact: false }).waitFor();
  expect(await next.count()).toBe(0);
  expectNoErrors();
  await close();
});
