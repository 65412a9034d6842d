import type { Browser } from 'playwright-core';
import type { Context } from '../../../platform/context.ts';
import { openPage, type PageOptions } from './browser.ts';
import { enterAsOfficial } from './sign-in.ts';

interface Opening {
  browser: Browser;
  baseUrl: string;
  context: Context;
  /** Who is an official of one organisation. */
  person: { id: string };
  path: string;
}

/** A page of a person who signed in as strongly as officials must, and acts as the one official that they are. */
export async function openAsOfficial(
  { browser, person, path, ...served }: Opening,
  options: PageOptions,
) {
  const opened = await openPage(browser, served.baseUrl, options);
  await enterAsOfficial(opened.page, served, { id: person.id, path });
  await opened.page.getByRole('heading', { level: 1 }).waitFor();
  return opened;
}
