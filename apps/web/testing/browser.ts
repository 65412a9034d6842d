import { execFileSync } from 'node:child_process';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, expect, vi } from 'vitest';

const FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface PageOptions {
  width?: number;
  dark?: boolean;
  language?: 'lv' | 'en';
}

/** What a whole walk may take on a machine that is busy with other tests. */
const WALK_TIMEOUT_MS = 60_000;

/** A browser for one test file, closed with it. Its tests may take as long as a walk does. */
export async function openBrowser(): Promise<Browser> {
  vi.setConfig({ testTimeout: WALK_TIMEOUT_MS });
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: process.getuid?.() === 0 ? [...FLAGS, '--no-sandbox'] : FLAGS,
  });
  afterAll(() => browser.close());
  return browser;
}

/**
 * A page of a visitor of its own. What it says on its console as an error is collected: a test ends
 * with `expectNoErrors`. A refusal that the test itself asks for is named in `expected`.
 */
export async function openPage(browser: Browser, baseUrl: string, options: PageOptions = {}) {
  const visitor = await browser.newContext({
    baseURL: baseUrl,
    viewport: { width: options.width ?? 1_200, height: 800 },
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await visitor.newPage();
  page.setDefaultTimeout(10_000);
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => errors.push(error.message));
  if (options.language) {
    const { language } = options;
    await page.addInitScript(
      (chosen) => localStorage.setItem('koplieta-language', chosen),
      language,
    );
  }
  return {
    page,
    expectNoErrors: (expected?: RegExp) =>
      expect(errors.filter((error) => !expected?.test(error))).toEqual([]),
    close: () => visitor.close(),
  };
}

/** Which element has the focus, by its name as a reader hears it. */
export async function focusedName(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const focused = document.activeElement;
    const id = focused?.getAttribute('aria-labelledby');
    const labelled = id ? document.getElementById(id)?.textContent : undefined;
    const label = focused instanceof HTMLInputElement ? focused.labels?.[0]?.textContent : '';
    return (
      focused?.getAttribute('aria-label') ||
      labelled ||
      label ||
      focused?.textContent ||
      ''
    ).trim();
  });
}

function findChromium(): string {
  for (const name of ['chromium', 'chromium-browser', 'google-chrome']) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8' }).trim();
    } catch {
      // Not this one.
    }
  }
  throw new Error('The tests of the web need Chromium: install it so that it is on the PATH.');
}
