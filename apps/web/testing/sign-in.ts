import type { Page } from 'playwright-core';
import { ProfilesAnswer } from '../../../modules/identity/mandates/mandate-api.ts';
import type { outsideParties } from '../../../modules/identity/testing/outside-parties.ts';
import { sessionOf } from '../../../modules/identity/testing/session-of.ts';
import type { Context } from '../../../platform/context.ts';

interface Served {
  context: Context;
  baseUrl: string;
}

/** The way in that tests of other things take: `signInAs`, as a visitor does it, loads six pages. */
export async function enterAs(
  page: Page,
  served: Served,
  { id, path = '/me/reliefs' }: { id: string; path?: string },
): Promise<void> {
  await haveSession(page, served, id);
  await page.goto(path);
}

/** The same as the one official that a person is. */
export async function enterAsOfficial(
  page: Page,
  served: Served,
  { id, path }: { id: string; path: string },
): Promise<void> {
  await haveSession(page, served, id);
  const listed = await page.request.get('/login/v1/profiles');
  const { officials } = ProfilesAnswer.parse(await listed.json());
  const chosen = await page.request.post('/login/v1/profile', {
    headers: { origin: served.baseUrl },
    data: { officialId: officials[0]?.officialId },
  });
  if (!chosen.ok()) throw new Error(await chosen.text());
  await page.goto(path);
}

async function haveSession(page: Page, { context, baseUrl }: Served, id: string): Promise<void> {
  const value = await sessionOf(context, id);
  await page.context().addCookies([{ name: 'koplieta_session', value, url: baseUrl }]);
}

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
