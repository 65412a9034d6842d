import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addOfficial } from '../../modules/identity/index.ts';
import { expectAccessible } from './testing/accessibility.ts';
import { openBrowser, openPage } from './testing/browser.ts';
import { openCountry } from './testing/open-country.ts';
import { enterAs, enterAsOfficial } from './testing/sign-in.ts';

const SCAN = Buffer.from('%PDF-1.7\n%%EOF\n');

const country = await openCountry();
const browser = await openBrowser();
const { context, fixture } = country;
const [anna, bruno] = fixture.residents;
const agent = fixture.outsider;
if (!anna || !bruno) throw new Error('The fixture has two residents.');
await addOfficial(context, {
  ...{ name: 'Ilze no klientu centra', organisation: 'm-0099000', roles: ['agent'] },
  personId: agent.id,
});

test('an agent gives a code at the desk, with the keyboard alone', async () => {
  const { page, close } = await openPage(browser, country.baseUrl, { width: 320 });
  await enterAsOfficial(page, country, { ...agent, path: '/office' });
  const form = page.getByRole('region', { name: 'Kods otrā faktora pievienošanai' });
  await form.getByLabel('Vārds un uzvārds').fill(anna.name);
  await form.getByLabel('Personas kods').fill(anna.personalCode);
  await form.getByLabel('pase').press('Space');
  await form.getByRole('button', { name: 'Izsniegt kodu' }).press('Enter');
  await form.getByText(/^\d{5} \d{5}$/).waitFor();
  await expectAccessible(page, 'a code from a desk');
  await close();
});

test('an agent enters a mandate on paper, and its giver finds it with the scan', async () => {
  const { page, close } = await openPage(browser, country.baseUrl, { width: 320 });
  await enterAsOfficial(page, country, { ...agent, path: '/office' });
  await page.getByRole('heading', { name: 'Pilnvarojums uz papīra' }).waitFor();
  for (const [group, { name, personalCode }] of [
    ['Kas pilnvaro', anna],
    ['Ko pilnvaro', bruno],
  ] as const) {
    const fields = page.getByRole('group', { name: group });
    await fields.getByLabel('Vārds un uzvārds').fill(name);
    await fields.getByLabel('Personas kods').fill(personalCode);
  }
  await page.getByLabel('redzēt atvieglojumus un to pamatojumu').press('Space');
  const file = { name: 'skens.pdf', mimeType: 'application/pdf', buffer: SCAN };
  await page.getByLabel('Noskenēts dokuments').setInputFiles(file);
  await expectAccessible(page, 'a mandate on paper');
  await page.getByRole('button', { name: 'Ievadīt pilnvarojumu' }).press('Enter');
  await page.getByText('Pilnvarojums ir ievadīts.').waitFor();
  await close();

  const giver = await openPage(browser, country.baseUrl, { dark: true });
  await enterAs(giver.page, country, { ...anna, path: '/me/mandates' });
  await giver.page.getByText('Dots uz papīra; ievadīja Ilze no klientu centra').waitFor();
  await expectAccessible(giver.page, 'a mandate that was given on paper');
  const download = giver.page.waitForEvent('download');
  await giver.page.getByRole('link', { name: 'Lejupielādēt noskenēto dokumentu' }).click();
  expect(readFileSync(await (await download).path())).toEqual(SCAN);
  await giver.close();
});
