import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openBrowser, openPage } from './testing/browser.ts';
import { openCountry } from './testing/open-country.ts';
import { signInAs, signInAtTerminal } from './testing/sign-in.ts';

const country = await openCountry();
const browser = await openBrowser();
const [resident] = country.fixture.residents;
if (!resident) throw new Error('The fixture has a resident.');

async function fillBasket(page: Page, means: string): Promise<void> {
  await page.getByLabel('Kartes numurs vai vienreizējais kods').fill(means);
  await page.getByRole('button', { name: 'Brauciens ar prāmi' }).click();
  await page.getByRole('button', { name: 'Kafija' }).click();
}

test('the terminal makes a transaction, and the page of the person shows it live', async () => {
  const person = await openPage(browser, country.baseUrl);
  await signInAs(person.page, resident.name);
  await person.page.getByRole('article').first().waitFor();
  await person.page.getByRole('meter').first().waitFor();
  await person.page.getByRole('link', { name: 'Vēsture' }).click();
  await person.page.getByText('Vēl nav neviena darījuma').waitFor();

  const terminal = await openPage(browser, country.baseUrl);
  await signInAtTerminal(terminal.page, 'pramis-1');
  await fillBasket(terminal.page, resident.means);
  await terminal.page.getByRole('button', { name: 'Ko var saņemt?' }).click();
  await terminal.page.getByText('Šeit ar to var saņemt:').waitFor();
  await terminal.page.getByRole('button', { name: 'Autorizēt' }).click();
  const total = terminal.page.getByRole('row', { name: /Saņēmējs maksā/ });
  expect(await total.getByRole('cell').textContent()).toMatch(/^3,00/);

  const row = person.page.getByRole('listitem').filter({ hasText: 'Gaida apstiprinājumu' });
  await row.waitFor();
  await person.page.getByText(/^Jauns darījums: SIA "Vējaines prāmis"/).waitFor();
  await terminal.page.getByRole('button', { name: 'Apstiprināt' }).click();
  await terminal.page.getByText('Apstiprināts').waitFor();
  await person.page.getByRole('listitem').filter({ hasText: 'Apstiprināts' }).waitFor();

  await person.page.getByRole('link', { name: /Vējaines prāmis/ }).click();
  await person.page.getByRole('heading', { name: 'Brauciens ar prāmi' }).waitFor();
  await person.page.getByRole('heading', { name: 'Piemērots', exact: true }).waitFor();
  expect(await person.page.getByRole('main').textContent()).toContain(
    'Vējaines novada pašvaldība samaksā 1,50',
  );
  person.expectNoErrors();
  terminal.expectNoErrors();
  await person.close();
  await terminal.close();
});

test('in one step, then a refund of a part', async () => {
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl);
  await signInAtTerminal(page, 'pramis-2');
  await fillBasket(page, resident.means);
  await page.getByRole('button', { name: 'Vairāk: Daudzums: Brauciens ar prāmi' }).click();
  await page.getByText('Autorizēt un apstiprināt vienā solī').click();
  await page.getByRole('button', { name: 'Autorizēt un apstiprināt' }).click();
  await page.getByText('Apstiprināts').waitFor();
  await page.getByRole('button', { name: 'Nākamais saņēmējs' }).click();
  await page.getByText('Grozs ir tukšs.').waitFor();

  await page.getByRole('link', { name: 'Darījumi' }).click();
  await page.getByRole('link', { name: /pramis-2/ }).click();
  await page.getByRole('button', { name: 'Mazāk: Atmaksāt: Kafija' }).click();
  await page.getByRole('button', { name: 'Mazāk: Atmaksāt: Brauciens ar prāmi' }).click();
  await page.getByRole('button', { name: 'Atmaksāt', exact: true }).click();
  await page.getByText('Atmaksāts. Atdodiet pircējam 1,50').waitFor();
  expectNoErrors();
  await close();
});

test('a request that got no answer is sent again with the same id, and counts once', async () => {
  const { page, close } = await openPage(browser, country.baseUrl);
  await signInAtTerminal(page, 'pramis-1');
  await fillBasket(page, resident.means);
  const sent: string[] = [];
  let isCut = true;
  await page.route('**/ids/v1/transactions', async (route) => {
    sent.push(route.request().postDataJSON().transactionId);
    if (!isCut) return await route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  await page.getByRole('button', { name: 'Autorizēt' }).click();
  await page.getByText('Uz pēdējo pieprasījumu atbilde nav saņemta.').waitFor();
  await page.reload();
  isCut = false;
  await page.getByRole('button', { name: 'Mēģināt vēlreiz' }).first().click();
  await page.getByRole('heading', { name: 'Čeks' }).waitFor();
  expect(new Set(sent).size).toBe(1);
  const [counted] = await country.context.adminDb.query(
    'select count(*)::integer as count from transactions.client_ids where client_id = $1',
    [sent[0]],
  );
  expect(counted).toEqual({ count: 1 });
  await page.getByRole('button', { name: 'Atcelt' }).click();
  await page.getByText('Atcelts').waitFor();
  await close();
});

test('a refusal says what to do, and a blocked card is refused until it is unblocked', async () => {
  const person = await openPage(browser, country.baseUrl);
  await signInAs(person.page, resident.name);
  await person.page.getByRole('link', { name: 'Kartes' }).click();
  await person.page.getByRole('button', { name: 'Bloķēt', exact: true }).click();
  await person.page.getByRole('alertdialog').getByRole('button', { name: 'Bloķēt' }).click();
  await person.page.getByText('Bloķēta', { exact: true }).waitFor();

  const terminal = await openPage(browser, country.baseUrl);
  await signInAtTerminal(terminal.page, 'pramis-1');
  await fillBasket(terminal.page, resident.means);
  await terminal.page.getByRole('button', { name: 'Autorizēt' }).click();
  const alert = terminal.page.getByRole('alert');
  await alert.getByText('Identifikācijas līdzeklis ir bloķēts.').waitFor();
  await alert.getByText('Pieprasījuma numurs:').waitFor();

  await person.page.getByRole('button', { name: 'Parādīt kodu' }).click();
  const digits = (await person.page.locator('.code-digits').textContent()) ?? '';
  await terminal.page
    .getByLabel('Kartes numurs vai vienreizējais kods')
    .fill(digits.replace(/\D/g, ''));
  await terminal.page.getByRole('button', { name: 'Autorizēt' }).click();
  await terminal.page.getByRole('heading', { name: 'Čeks' }).waitFor();
  await terminal.page.getByRole('button', { name: 'Apstiprināt' }).click();
  await terminal.page.getByText('Apstiprināts').waitFor();

  await person.page.getByRole('button', { name: 'Atbloķēt' }).click();
  await person.page.getByRole('alertdialog').getByRole('button', { name: 'Atbloķēt' }).click();
  await person.page.getByText('Darbojas', { exact: true }).waitFor();
  person.expectNoErrors();
  terminal.expectNoErrors(/\/ids\/v1\/transactions$/);
  await person.close();
  await terminal.close();
});

test('without a card or a basket the terminal says what is missing', async () => {
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl);
  await signInAtTerminal(page, 'pramis-1');
  await page.getByRole('button', { name: 'Autorizēt' }).click();
  await page.getByText('Vispirms nolasiet vai ierakstiet karti vai kodu.').waitFor();
  await page.getByLabel('Kartes numurs vai vienreizējais kods').fill(resident.means);
  await page.getByRole('button', { name: 'Autorizēt' }).click();
  await page.getByText('Grozs ir tukšs: vispirms izvēlieties').waitFor();
  expectNoErrors();
  await close();
});

test('says that the network is gone, and that it is back', async () => {
  const { page, close } = await openPage(browser, country.baseUrl);
  await page.goto('/');
  await page.context().setOffline(true);
  await page.getByText('Nav interneta savienojuma.').waitFor();
  await page.context().setOffline(false);
  await page.getByText('Nav interneta savienojuma.').waitFor({ state: 'detached' });
  await close();
});
