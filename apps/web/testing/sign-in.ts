import type { Page } from 'playwright-core';

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
