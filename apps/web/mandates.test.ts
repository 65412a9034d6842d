import { expect, test } from 'vitest';
import { expectAccessible } from './testing/accessibility.ts';
import { openBrowser, openPage } from './testing/browser.ts';
import { openCountry } from './testing/open-country.ts';
import { signInAs } from './testing/sign-in.ts';

const country = await openCountry();
const browser = await openBrowser();
const [anna, bruno] = country.fixture.residents;
if (!anna || !bruno) throw new Error('The fixture has two residents.');

test('a mandate is given, used for what it says, seen and revoked, with the keyboard alone', async () => {
  const giver = await openPage(browser, country.baseUrl, { width: 320 });
  await signInAs(giver.page, anna.name);
  await giver.page.goto('/me/mandates');
  await giver.page.getByLabel('Vārds un uzvārds').fill(bruno.name);
  await giver.page.getByLabel('Personas kods').fill(bruno.personalCode);
  await giver.page.getByLabel('redzēt atvieglojumus un to pamatojumu').press('Space');
  await expectAccessible(giver.page, 'a mandate to give');
  await giver.page.getByRole('button', { name: 'Dot pilnvarojumu' }).press('Enter');
  await giver.page.getByRole('heading', { name: 'Apstipriniet pilnvarojumu' }).waitFor();
  await expectAccessible(giver.page, 'a mandate to confirm');
  await giver.page.getByRole('button', { name: 'Esmu apstiprinājis, dot' }).press('Enter');
  await giver.page.getByText('Pilnvarojums ir dots.').waitFor();
  await giver.page.getByRole('heading', { name: bruno.name, level: 3 }).waitFor();

  const holder = await openPage(browser, country.baseUrl, { dark: true });
  await signInAs(holder.page, bruno.name);
  await holder.page.goto('/me/mandates');
  await holder.page.getByRole('button', { name: `Rīkoties kā ${anna.name}` }).press('Enter');
  await holder.page.getByText(`Jūs rīkojaties citas personas vārdā: ${anna.name}`).waitFor();
  await holder.page.getByRole('article').first().waitFor();
  await expectAccessible(holder.page, "another's reliefs");
  await holder.page.goto('/me/cards');
  await holder.page.getByText('Jūsu pilnvarojums šo neaptver.').first().waitFor();

  await giver.page.reload();
  await giver.page.getByText('Kas darīts pēc šī pilnvarojuma').click();
  await giver.page.getByText('skatīti atvieglojumi').waitFor();
  await expectAccessible(giver.page, 'a mandate and what was done under it');
  await giver.page.getByRole('button', { name: 'Atsaukt' }).press('Enter');
  await giver.page.getByRole('alertdialog').getByRole('button', { name: 'Atsaukt' }).press('Enter');
  await giver.page.getByText('Atsaukts', { exact: true }).waitFor();

  await holder.page.goto('/me/reliefs');
  await holder.page.getByText('vairs rīkoties nevarat').first().waitFor();
  await holder.page.getByRole('button', { name: 'Atgriezties pie sava profila' }).press('Enter');
  await holder.page
    .getByText('Jums nav dots')
    .or(holder.page.getByText('Atsaukts'))
    .first()
    .waitFor();
  expect(await holder.page.getByText('citas personas vārdā').count()).toBe(0);
  await giver.close();
  await holder.close();
});
