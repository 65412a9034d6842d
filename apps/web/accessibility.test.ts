import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from './testing/accessibility.ts';
import { openBrowser, openPage } from './testing/browser.ts';
import { openCountry } from './testing/open-country.ts';
import { signInAs, signInAtTerminal } from './testing/sign-in.ts';

const country = await openCountry();
const browser = await openBrowser();
const [resident] = country.fixture.residents;
if (!resident) throw new Error('The fixture has a resident.');

const LOOKS = [
  { language: 'lv', width: 1_200 },
  { language: 'lv', width: 320 },
  { language: 'en', width: 320, dark: true },
] as const;

/** Buttons of the main path, in each language. */
const NAMES = {
  lv: { code: 'Parādīt kodu', lost: 'Paziņot par nozaudēšanu', confirm: 'Apstiprināt' },
  en: { code: 'Show a code', lost: 'Report lost', confirm: 'Confirm' },
} as const;

test.each(LOOKS)("every page of the terminal's workplace is accessible: %o", async (look) => {
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl, look);
  await signInAtTerminal(page, 'pramis-1');
  await expectAccessible(page, 'an empty basket');
  await authorise(page);
  await expectAccessible(page, 'a receipt to confirm');
  await page.getByRole('button', { name: NAMES[look.language].confirm }).click();
  await page.locator('.badge[data-tone="good"]').waitFor();
  await page.goto('/terminal/transactions');
  await page.locator('.rows').waitFor();
  await expectAccessible(page, 'the transactions of the day');
  await page.locator('.rows a').first().click();
  await page.locator('.receipt').waitFor();
  await expectAccessible(page, 'a transaction with its refund');
  expectNoErrors();
  await close();
});

async function authorise(page: Page): Promise<void> {
  await page.locator('form input').fill(resident?.means ?? '');
  await page.locator('form button').click();
  await page.locator('form + div li').first().waitFor();
  await page.locator('.item-button').first().click();
  await page.locator('.item-button').last().click();
  await expectAccessible(page, 'a full basket');
  await page.locator('section:has(#basket) > .button').click();
  await page.locator('.receipt').waitFor();
}

test.each(LOOKS)("every page of the recipient's workplace is accessible: %o", async (look) => {
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl, look);
  await signInAs(page, resident.name);
  await page.getByRole('meter').first().waitFor();
  await page.locator('summary').first().click();
  await expectAccessible(page, 'my reliefs');
  await page.goto('/me/reliefs/VEJAINE-FERRY');
  await page.locator('.reasons').first().waitFor();
  await expectAccessible(page, 'why I have a relief');
  await page.goto('/me/cards');
  await page.getByRole('button', { name: NAMES[look.language].code }).click();
  await page.locator('.code svg').waitFor();
  await expectAccessible(page, 'my cards with a code');
  await page.getByRole('button', { name: NAMES[look.language].lost }).first().click();
  await page.getByRole('alertdialog').waitFor();
  await expectAccessible(page, 'the question before a card is closed');
  await page.goto('/me/history');
  await page.locator('.rows').waitFor();
  await expectAccessible(page, 'my history');
  await page.locator('.rows a').first().click();
  await page.locator('#acts').waitFor();
  await expectAccessible(page, 'a transaction explained');
  expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  expectNoErrors();
  await close();
});
