import type { Browser } from 'playwright-core';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { openPage, type PageOptions } from './browser.ts';
import { signInAs } from './sign-in.ts';

interface Opening {
  browser: Browser;
  baseUrl: string;
  context: TestContext;
  /** Who is an official of one organisation. */
  person: { name: string };
  path: string;
}

/** A page of a person who signed in as strongly as officials must, and acts as the one official that they are. */
export async function openAsOfficial(
  { browser, baseUrl, context, person, path }: Opening,
  options: PageOptions,
) {
  const opened = await openPage(browser, baseUrl, options);
  const { page } = opened;
  await signInAs(page, person.name);
  await context.adminDb.query(`update identity.sessions set level = 'substantial'`);
  await page.goto('/me/mandates');
  await page
    .getByRole('button', { name: /Rīkoties kā .* ierēdnis|Act as an official/ })
    .press('Enter');
  await page.waitForURL('**/office');
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  return opened;
}
