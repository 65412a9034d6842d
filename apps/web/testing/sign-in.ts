import type { Page } from 'playwright-core';
import type { outsideParties } from '../../../modules/identity/testing/outside-parties.ts';

/** Signs in as a person by the simulated login means, as a visitor does. */
export async function signInAs(page: Page, name: string): Promise<void> {
  await page.goto('/sign-in');
  await page
    .getByRole('button', { name: /Izvēlēties izdomātu personu|Choose an invented/ })
    .click();
  await page.getByRole('textbox').fill(name);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name }).first().click();
  await page.waitForURL('**/me/reliefs');
}

/** Takes a place at a terminal, by its code. */
export async function signInAtTerminal(page: Page, code: string): Promise<void> {
  await page.goto('/sign-in/terminal');
  await page.getByRole('textbox').fill(code);
  await page.getByRole('button', { name: code }).first().click();
  await page.waitForURL('**/terminal/basket');
}

type Parties = Awaited<ReturnType<typeof outsideParties>>;

/** Follows the offer of a stronger login, confirms on the telephone, and comes back to the page. */
export async function signOnStronger(page: Page, parties: Parties, personalCode: string) {
  const back = page.url();
  await page.locator('a[href*="level=substantial"]').press('Enter');
  await page.getByRole('button', { name: /Smart-ID/ }).press('Enter');
  await page.getByRole('textbox').fill(personalCode);
  await page.keyboard.press('Enter');
  await page.locator('.code').waitFor();
  await (await parties.telephone(personalCode)).act({ act: 'confirm' });
  await page.locator('button.primary').press('Enter');
  await page.waitForURL(back);
}
