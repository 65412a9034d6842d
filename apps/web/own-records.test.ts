import { expect, test } from 'vitest';
import {
  acceptRecords,
  defineDataSet,
  proposeDataSet,
  publishDataSet,
} from '../../modules/exchange/index.ts';
import { LICENCES_TEXT } from '../../modules/exchange/testing/licences.ts';
import { recordRelations } from '../../modules/persons/index.ts';
import { expectAccessible } from './testing/accessibility.ts';
import { openBrowser, openPage } from './testing/browser.ts';
import { openCountry } from './testing/open-country.ts';
import { enterAs } from './testing/sign-in.ts';

const LICENCES = { code: 'vejaine-licences', version: 1 };

const country = await openCountry();
const browser = await openBrowser();
const { context } = country;
const [resident, other] = country.fixture.residents;
if (!resident || !other) throw new Error('The fixture has too few residents.');
await defineDataSet(context, { file: 'licences.yaml', text: LICENCES_TEXT });
await proposeDataSet(context, LICENCES);
await publishDataSet(context, LICENCES);
const upsert = {
  ...{ personCode: resident.personalCode, number: 'L-1', revision: 1, since: '2026-01-01' },
  waters: [
    { name: 'Dzelmes ezers', hectares: '12.5' },
    { name: 'Vējupe', hectares: '3.0' },
  ],
  companions: [],
};
await acceptRecords(context, LICENCES, { changes: [{ upsert }], allOrNothing: true });

test.each([
  { language: 'lv', width: 320 },
  { language: 'en', width: 1_200, dark: true },
] as const)('what registers know is read in words, and is accessible: %o', async (look) => {
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl, look);
  await enterAs(page, country, { ...resident, path: '/me/records' });
  const panel = page.getByRole('article');
  await panel.waitFor();
  expect(await panel.innerText()).not.toContain('L-1');
  await panel.locator('summary').focus();
  await page.keyboard.press('Enter');
  await panel.getByText('L-1').waitFor();
  const text = await panel.innerText();
  expect(text).toContain('Dzelmes ezers');
  expect(text).toContain('Vējupe');
  expect(text).toContain(look.language === 'lv' ? '01.01.2026' : '1 January 2026');
  expect(text).toContain(look.language === 'lv' ? '12,5' : '12.5');
  expect(text).toContain(look.language === 'lv' ? '3,0' : '3.0');
  await expectAccessible(page, 'what registers know about me');
  expectNoErrors();
  await close();
});

test('whom no register knows is told what would stand there', async () => {
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl, {
    ...{ language: 'lv', width: 320 },
  });
  await enterAs(page, country, other);
  await page.getByRole('link', { name: 'Mani dati' }).click();
  await page.getByRole('heading', { name: 'Nevienā reģistrā par jums nav ieraksta' }).waitFor();
  await expectAccessible(page, 'no register knows me');
  expectNoErrors();
  await close();
});

test('a parent who acts for a child sees whose data is shown', async () => {
  await context.adminDb.query(
    "update persons.persons set birth_date = '2016-01-01' where id = $1::uuid",
    [resident.id],
  );
  const row = { personId: other.id, relatedId: resident.id, kind: 'parent' } as const;
  await recordRelations(context, {
    ...{ kinds: ['parent'], side: 'person', personIds: [other.id] },
    relations: [{ ...row, validFrom: '2016-01-01', validTo: null }],
  });
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl, {
    ...{ language: 'lv', width: 320 },
  });
  await enterAs(page, country, { ...other, path: '/me/mandates' });
  await page.getByRole('button', { name: `Rīkoties kā ${resident.name}` }).press('Enter');
  await page.getByText(`Jūs rīkojaties citas personas vārdā: ${resident.name}`).waitFor();
  await page.getByRole('link', { name: 'Mani dati' }).press('Enter');
  const title = `Reģistru ieraksti par personu: ${resident.name}`;
  await page.getByRole('heading', { name: title }).waitFor();
  await page.getByRole('article').locator('summary').press('Enter');
  await page.getByRole('article').getByText('L-1').waitFor();
  const text = await page.locator('main').innerText();
  expect(text).not.toMatch(/par jums|jūsu/i);
  expect(await page.locator('main').getByRole('link').count()).toBe(0);
  await expectAccessible(page, 'what registers know about a child');
  expectNoErrors();
  await page.getByRole('button', { name: 'Atgriezties pie sava profila' }).press('Enter');
  await page.waitForURL('**/me/mandates');
  await page.getByRole('link', { name: 'Mani dati' }).press('Enter');
  await page.getByRole('heading', { name: 'Ko reģistri par mani zina' }).waitFor();
  await close();
});
