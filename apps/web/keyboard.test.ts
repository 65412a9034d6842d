import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { focusedName, openBrowser, openPage } from './testing/browser.ts';
import { openCountry } from './testing/open-country.ts';

const TABS_MAX = 40;

const country = await openCountry();
const browser = await openBrowser();
const [resident] = country.fixture.residents;
if (!resident) throw new Error('The fixture has a resident.');

/** Presses Tab until the named element has the focus, and checks that the focus is seen there. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let press = 0; press < TABS_MAX; press++) {
    await page.keyboard.press('Tab');
    if (!name.test(await focusedName(page))) continue;
    const outline = await page.evaluate(() => {
      const focused = document.activeElement;
      return focused ? getComputedStyle(focused).outlineStyle : 'none';
    });
    expect(outline, `the focus on ${name} is seen`).not.toBe('none');
    return;
  }
  throw new Error(`No Tab leads to ${name}.`);
}

test('the whole path of a recipient needs no pointer', async () => {
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl);
  await page.goto('/');
  await page.getByRole('link', { name: 'Pieteikties kā saņēmējam' }).waitFor();
  await tabTo(page, /Pieteikties kā saņēmējam/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Pieteikties' }).waitFor();
  await tabTo(page, /Izvēlēties izdomātu personu/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Kā ko pieteikties?' }).waitFor();
  await tabTo(page, new RegExp(resident.name));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Mani atvieglojumi' }).waitFor();
  await page.getByRole('article').first().waitFor();
  await tabTo(page, /Kāpēc man tas ir/);
  await page.keyboard.press('Enter');
  await page.getByText('Tiesiskais pamats').first().waitFor();
  await page.keyboard.press('Shift+Tab');
  await page.goto('/me/cards');
  await page.getByRole('button', { name: 'Bloķēt', exact: true }).waitFor();
  await tabTo(page, /^Bloķēt$/);
  await page.keyboard.press('Enter');
  await page.getByRole('alertdialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
  await expect.poll(() => focusedName(page)).toBe('Bloķēt');
  expectNoErrors();
  await close();
});

test('the whole path of a terminal needs no pointer', async () => {
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl);
  await page.goto('/sign-in/terminal');
  await page.locator('.rows').waitFor();
  await tabTo(page, /pramis-1/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Kafija' }).waitFor();
  await tabTo(page, /Kartes numurs/);
  await page.keyboard.type(resident.means);
  await page.keyboard.press('Enter');
  await page.getByText('Šeit ar to var saņemt:').waitFor();
  await tabTo(page, /Brauciens ar prāmi/);
  await page.keyboard.press('Enter');
  await tabTo(page, /^Daudzums/);
  await page.keyboard.press('ArrowUp');
  await tabTo(page, /^Autorizēt$/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Čeks' }).waitFor();
  await expect.poll(() => focusedName(page)).toBe('Čeks');
  await tabTo(page, /^Apstiprināt$/);
  await page.keyboard.press('Enter');
  await page.getByText('Apstiprināts').waitFor();
  expectNoErrors();
  await close();
});

test('the first Tab leads past the header to the content', async () => {
  const { page, close } = await openPage(browser, country.baseUrl);
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('Tab');
  expect(await focusedName(page)).toBe('Pāriet uz saturu');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await focusedName(page)).toBe('Pieteikties kā saņēmējam');
  await close();
});
