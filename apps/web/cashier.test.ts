import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addOfficial } from '../../modules/identity/index.ts';
import { testServer } from '../server/testing/test-server.ts';
import { expectAccessible } from './testing/accessibility.ts';
import { openBrowser, openPage } from './testing/browser.ts';
import { openCountry } from './testing/open-country.ts';
import { enterAsOfficial } from './testing/sign-in.ts';

const FERRY = 'vejaines-pramis';
const PHONE_PX = 360;

const country = await openCountry();
const browser = await openBrowser();
const { context, fixture } = country;
const [anna, bruno] = fixture.residents;
if (!anna || !bruno) throw new Error('The fixture has two residents.');
await addOfficial(context, {
  ...{ name: 'Bruno', organisation: FERRY, roles: ['administrator'], personId: bruno.id },
});
await addOfficial(context, {
  ...{ name: 'Kasiere', organisation: FERRY, roles: ['cashier'], personId: fixture.outsider.id },
});

async function openTerminal(page: Page): Promise<void> {
  await enterAsOfficial(page, country, { ...fixture.outsider, path: '/office' });
  await page.getByRole('button', { name: 'pramis-1' }).press('Enter');
  await page.waitForURL('**/terminal/basket');
}

async function fillBasket(page: Page): Promise<void> {
  await page.getByLabel(/Kartes numurs|Card number/).fill(bruno?.means ?? '');
  await page.getByRole('button', { name: /Brauciens ar prāmi|Crossing/ }).press('Enter');
}

async function countTransactions(): Promise<number> {
  const [row] = await context.adminDb.query<{ count: number }>(
    'select count(*)::integer as count from transactions.transactions',
  );
  return row?.count ?? -1;
}

test('an administrator of a provider sees its terminals, and makes somebody a cashier', async () => {
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl, {
    width: PHONE_PX,
  });
  await enterAsOfficial(page, country, { ...bruno, path: '/office' });
  const terminals = page.getByRole('region', { name: /^Pakalpojuma saņemšanas vietas/ });
  await terminals.getByText('pramis-2').waitFor();
  expect(await terminals.getByRole('button').count()).toBe(0);
  await page.getByLabel('Vārds, kā to zina kolēģi').fill('Anna');
  await page.getByLabel('Personas kods').first().fill(anna.personalCode);
  await page.getByRole('button', { name: 'Pievienot' }).press('Enter');
  await page.getByRole('heading', { name: 'Anna' }).waitFor();
  await page.getByLabel('Ierēdnis', { exact: true }).selectOption({ label: 'Anna' });
  await page.getByLabel('Loma', { exact: true }).selectOption('cashier');
  await page.getByLabel('Pēdējā diena').fill('2027-02-01');
  await page.getByRole('button', { name: 'Piešķirt' }).press('Enter');
  await page.getByRole('button', { name: 'Beigt: kasieris, Anna' }).waitFor();
  await expectAccessible(page, "a provider's officials and terminals");
  expectNoErrors();
  await close();
});

test('a cashier takes a terminal, sells, refunds and leaves it, with the keyboard alone', async () => {
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl, {
    width: PHONE_PX,
  });
  await enterAsOfficial(page, country, { ...fixture.outsider, path: '/office' });
  await page.getByRole('textbox', { name: 'Meklēt termināli' }).fill('nav tāda');
  await page.getByRole('heading', { name: 'Neviens terminālis neatbilst' }).waitFor();
  await page.getByRole('textbox', { name: 'Meklēt termināli' }).fill('PIESTATNE pramis-1');
  await page.getByText('Atrasts 1 terminālis').waitFor();
  await expectAccessible(page, 'terminals of the organisation');
  await page.getByRole('button', { name: 'pramis-1' }).press('Enter');
  await page.waitForURL('**/terminal/basket');
  await page.getByText(`Pie termināļa strādā ${fixture.outsider.name}`).waitFor();

  await fillBasket(page);
  await page.getByRole('button', { name: 'Ko var saņemt?' }).press('Enter');
  await page.getByText('Šeit ar to var saņemt:').waitFor();
  await page.getByRole('button', { name: 'Autorizēt' }).press('Enter');
  const total = page.getByRole('row', { name: /Saņēmējs maksā/ });
  expect(await total.getByRole('cell').textContent()).toMatch(/^1,50/);
  await expectAccessible(page, 'a receipt at a terminal with a cashier');

  // A page that was opened anew has lost the receipt: the transaction is still there to be confirmed.
  await page.goto('/terminal/transactions');
  await page.getByRole('link', { name: /pramis-1/ }).press('Enter');
  await page.getByRole('button', { name: 'Apstiprināt' }).press('Enter');
  const acts = page.getByRole('main').getByRole('list').filter({ hasText: 'Apstiprināts' });
  await acts.getByText(/Apstiprināts .* Kasiere$/).waitFor();
  await expectAccessible(page, 'a transaction with who did it');
  await page.getByRole('button', { name: 'Atmaksāt', exact: true }).press('Enter');
  await acts.getByText(/Atmaksāts .* Kasiere$/).waitFor();

  await page.goto('/office');
  await page.waitForURL('**/terminal/basket');
  await page.getByRole('button', { name: 'Aizvērt termināli' }).press('Enter');
  await page.waitForURL('**/office');
  await page.goto('/terminal/basket');
  await page.waitForURL('**/office');
  expectNoErrors();
  await close();
});

test('two presses are one transaction, and one without an answer is sent again or cancelled first', async () => {
  const { page, close } = await openPage(browser, country.baseUrl, { language: 'en' });
  await openTerminal(page);
  await fillBasket(page);
  const before = await countTransactions();
  const sent = new Set<string>();
  let isCut = true;
  await page.route('**/ids/v1/transactions', async (route) => {
    sent.add(route.request().postDataJSON().transactionId);
    if (!isCut) return await route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  const authorise = page.getByRole('button', { name: 'Authorise', exact: true });
  await authorise.evaluate((button: HTMLElement) => {
    button.click();
    button.click();
  });
  await page.getByText('The last request got no answer.').waitFor();
  expect(sent.size).toBe(1);
  expect(await authorise.isDisabled()).toBe(true);
  await expectAccessible(page, 'a request without an answer');
  await page.reload();
  await fillBasket(page);
  expect(await authorise.isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Cancel the request' }).press('Enter');
  await page.getByText('The last request got no answer.').waitFor({ state: 'detached' });
  isCut = false;
  await authorise.press('Enter');
  await page.getByRole('heading', { name: 'Receipt' }).waitFor();
  await page.getByRole('button', { name: 'Confirm' }).press('Enter');
  await page.getByText('Confirmed').waitFor();
  expect(await countTransactions()).toBe(before + 2);
  const left = await context.adminDb.query(
    `select act.kind from transactions.acts act
     where act.sequence = 1 order by act.at desc limit 2`,
  );
  expect(left).toEqual([{ kind: 'confirmed' }, { kind: 'cancelled' }]);
  await close();
});

test('who loses the role at the terminal is told so, and is led away from it', async () => {
  const { page, close } = await openPage(browser, country.baseUrl);
  await openTerminal(page);
  await fillBasket(page);
  await context.adminDb.query(
    `update identity.role_assignments set ended_at = $1::timestamptz where role = 'cashier'`,
    [context.clock.now()],
  );
  await page.getByRole('button', { name: 'Autorizēt' }).press('Enter');
  await page.getByRole('alert').getByText('jūs vairs rīkoties nevarat').waitFor();
  await page.getByRole('button', { name: 'Aizvērt termināli' }).press('Enter');
  await page.waitForURL('**/sign-in/terminal');
  await context.adminDb.query(
    `update identity.role_assignments set ended_at = null where role = 'cashier'`,
  );
  await close();
});

test('where there is no terminal, the page says whom to ask', async () => {
  const official = { name: 'Anna', organisation: 'm-0099000', roles: ['cashier'] } as const;
  await addOfficial(context, { ...official, personId: anna.id });
  await context.adminDb.query(
    `update identity.officials set ended_at = now()
     where person_id = $1::uuid and organisation_id = $2::uuid`,
    [anna.id, fixture.providerId],
  );
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl, {
    ...{ language: 'en', width: PHONE_PX },
  });
  await enterAsOfficial(page, country, { ...anna, path: '/office' });
  await page.getByRole('heading', { name: 'There are no terminals yet' }).waitFor();
  await page.getByText('Ask the administrator of your organisation').waitFor();
  await expectAccessible(page, 'an organisation without terminals');
  expectNoErrors();
  await close();
});

test('outside the simulated country the way to a terminal is to sign in first', async () => {
  const { baseUrl, close: closeServer } = await testServer(context, {
    web: true,
    simulated: false,
  });
  const { page, expectNoErrors, close } = await openPage(browser, baseUrl, { width: PHONE_PX });
  await page.goto('/sign-in/terminal');
  await page.getByRole('heading', { name: 'Vispirms piesakieties' }).waitFor();
  await expectAccessible(page, 'the way to a terminal');
  expectNoErrors();
  await close();
  await closeServer();
});
