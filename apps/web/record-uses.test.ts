import { expect, test } from 'vitest';
import { acceptRecords, defineDataSet, streamChanges } from '../../modules/exchange/index.ts';
import { LICENCES_TEXT } from '../../modules/exchange/testing/licences.ts';
import { addOfficial } from '../../modules/identity/index.ts';
import { makeLookRecord } from '../../modules/persons/index.ts';
import { writeAudit } from '../../platform/audit/index.ts';
import { expectAccessible } from './testing/accessibility.ts';
import { focusedName, openBrowser, openPage } from './testing/browser.ts';
import { openCountry } from './testing/open-country.ts';
import { enterAs } from './testing/sign-in.ts';

const TABS_MAX = 40;
const LICENCES = { code: 'vejaine-licences', version: 1 };

const country = await openCountry();
const browser = await openBrowser();
const { context } = country;
const [resident] = country.fixture.residents;
if (!resident) throw new Error('The fixture has a resident.');
await defineDataSet(context, { file: 'licences.yaml', text: LICENCES_TEXT });
const upsert = {
  ...{ personCode: resident.personalCode, number: 'L-1', revision: 1, since: '2026-01-01' },
};
await acceptRecords(context, LICENCES, { changes: [{ upsert }], allOrNothing: true });
const organisationId = country.fixture.municipalityId;
const system = {
  kind: 'information-system',
  systemId: context.ids.next(),
  organisationId,
} as const;

test.each([
  { language: 'lv', width: 320 },
  { language: 'en', width: 1_200, dark: true },
] as const)('who looked at my data is accessible, with and without uses: %o', async (look) => {
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl, look);
  await enterAs(page, country, { ...resident, path: '/me/record-uses' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await expectAccessible(page, 'who looked at my data');
  await streamChanges(context.as(system), LICENCES, 0);
  await page.reload();
  await page.getByRole('article').first().waitFor();
  await page.locator('summary').first().click();
  await expectAccessible(page, 'who looked at my data, in whole');
  expectNoErrors();
  await close();
});

test('who looked, when, why and at what is read without a pointer', async () => {
  for (let use = 0; use < 25; use++) await streamChanges(context.as(system), LICENCES, 0);
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl);
  await enterAs(page, country, resident);
  const tabTo = async (name: string) => {
    for (let press = 0; press < TABS_MAX; press++) {
      await page.keyboard.press('Tab');
      if ((await focusedName(page)) === name) return;
    }
    throw new Error(`No Tab leads to ${name}.`);
  };
  await page.goto('/');
  await page.getByRole('link', { name: 'Datu skatīšana' }).waitFor();
  await tabTo('Datu skatīšana');
  await page.keyboard.press('Enter');
  const first = page.getByRole('article').first();
  await first.waitFor();
  await expect.poll(() => focusedName(page)).toBe('Kas skatījies manus datus');
  expect(await first.innerText()).toMatch(/Vējaines novada pašvaldība/);
  expect(await first.innerText()).toMatch(/Iestāde lasīja savu reģistru\./);
  expect(await first.innerText()).toMatch(/Makšķerēšanas licences/);
  await tabTo('Kādus datus varēja redzēt');
  await page.keyboard.press('Enter');
  await first.getByText('Licences īpašnieka personas kods').waitFor();
  await page.getByRole('button', { name: 'Rādīt vecākas' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('article').nth(20).waitFor();
  expectNoErrors();
  await close();
});

test('which official looked and for what is read in words, and is accessible', async () => {
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl, {
    ...{ language: 'lv', width: 320 },
  });
  await enterAs(page, country, { ...resident, path: '/me/record-uses' });
  await page.getByRole('heading', { name: 'Neviens ierēdnis nav skatījies' }).waitFor();
  const official = context.as({
    ...{ kind: 'official', officialId: await addEditor(), roles: ['editor'] },
    organisation: { id: organisationId, code: 'm-0099000' },
  });
  const content = { purpose: 'Jautā pie letes.' };
  const look = { act: 'reliefs.look-up', personId: resident.id, content } as const;
  await writeAudit(context.db, [makeLookRecord(official, look)]);
  await page.reload();
  const first = page.getByRole('region', { name: 'Ierēdņi' }).getByRole('article').first();
  await first.waitFor();
  expect(await first.innerText()).toMatch(/Vējaines novada pašvaldība/);
  expect(await first.innerText()).toMatch(/Skatīja, vai jums ir kāds atvieglojums un kāpēc\./);
  expect(await first.innerText()).toMatch(/Izskaidrot, kāpēc personai ir vai nav atvieglojuma\./);
  expect(await first.innerText()).toMatch(/Ierēdņa vārdiem: “Jautā pie letes\.”/);
  await expectAccessible(page, 'officials who looked at my data');
  expectNoErrors();
  await close();
});

async function addEditor(): Promise<string> {
  const official = { name: 'Ilze', organisation: 'm-0099000', roles: ['editor'] as const };
  return (await addOfficial(context, official)).officialId;
}
