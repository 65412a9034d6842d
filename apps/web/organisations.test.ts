import { expect, test } from 'vitest';
import { FERRY, representFerry } from '../../modules/identity/testing/represented-ferry.ts';
import { expectAccessible } from './testing/accessibility.ts';
import { openBrowser, openPage } from './testing/browser.ts';
import { openCountry } from './testing/open-country.ts';
import { enterAs } from './testing/sign-in.ts';

const country = await openCountry();
const browser = await openBrowser();
const [anna, bruno] = country.fixture.residents;
if (!anna || !bruno) throw new Error('The fixture has two residents.');
const name = FERRY.name.lv;

test('who represents an organisation acts for it and gives its mandate, with the keyboard alone', async () => {
  await representFerry(country.context, { alone: [anna], jointly: [bruno] });
  const member = await openPage(browser, country.baseUrl, { dark: true });
  await enterAs(member.page, country, { ...bruno, path: '/me/mandates' });
  await member.page.getByText('jūs to pārstāvat tikai kopā ar citiem').waitFor();
  expect(await member.page.getByRole('button', { name: `Rīkoties ${name} vārdā` }).count()).toBe(0);

  const chair = await openPage(browser, country.baseUrl, { width: 320 });
  await enterAs(chair.page, country, { ...anna, path: '/me/mandates' });
  await chair.page.getByRole('button', { name: `Rīkoties ${name} vārdā` }).press('Enter');
  await chair.page.getByText(`Jūs rīkojaties organizācijas vārdā: ${name}`).waitFor();
  await chair.page.getByText('Organizācija nevienu nav pilnvarojusi').waitFor();
  await chair.page.getByLabel('Vārds un uzvārds').fill(bruno.name);
  await chair.page.getByLabel('Personas kods').fill(bruno.personalCode);
  await chair.page.getByLabel('redzēt organizācijas pilnvarojumus').press('Space');
  await expectAccessible(chair.page, 'a mandate of an organisation to give');
  await chair.page.getByRole('button', { name: 'Dot pilnvarojumu' }).press('Enter');
  await chair.page.getByText(`${name} vārdā. Pilnvarot: ${bruno.name}`).waitFor();
  await chair.page.getByRole('button', { name: 'Esmu apstiprinājis, dot' }).press('Enter');
  await chair.page.getByRole('heading', { name: bruno.name, level: 3 }).waitFor();

  await member.page.reload();
  await member.page.getByRole('heading', { name, level: 3 }).waitFor();
  await member.page.getByRole('button', { name: `Rīkoties ${name} vārdā` }).press('Enter');
  await member.page.getByRole('heading', { name: 'Organizācija ir devusi' }).waitFor();
  await member.page.getByRole('heading', { name: bruno.name, level: 3 }).waitFor();
  expect(await member.page.getByRole('button', { name: 'Atsaukt' }).count()).toBe(0);
  expect(await member.page.getByLabel('Vārds un uzvārds').count()).toBe(0);
  await expectAccessible(member.page, 'the mandates of an organisation');

  await representFerry(country.context, { jointly: [bruno] });
  await chair.page.reload();
  await chair.page.getByRole('button', { name: 'Atgriezties pie sava profila' }).press('Enter');
  await chair.page.getByText('Jums nav dots').waitFor();
  expect(await chair.page.getByText('organizācijas vārdā').count()).toBe(0);
  await member.close();
  await chair.close();
});
