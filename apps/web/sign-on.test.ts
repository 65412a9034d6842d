import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { outsideParties } from '../../modules/identity/testing/outside-parties.ts';
import { expectAccessible } from './testing/accessibility.ts';
import { focusedName, openBrowser, openPage } from './testing/browser.ts';
import { openCountry } from './testing/open-country.ts';

const parties = await outsideParties();
const country = await openCountry({ loginMeansFile: parties.file });
const browser = await openBrowser();
const [resident, another] = country.fixture.residents;
if (!resident || !another) throw new Error('The fixture has two residents.');
const { personalCode, name } = resident;

const TABS_MAX = 20;
const LOOKS = [
  { language: 'lv', width: 1_200 },
  { language: 'lv', width: 320 },
  { language: 'en', width: 320, dark: true },
] as const;

/** Presses Tab until the named element has the focus, and checks that the focus is seen there. */
async function tabTo(page: Page, wanted: RegExp): Promise<void> {
  for (let press = 0; press < TABS_MAX; press++) {
    await page.keyboard.press('Tab');
    if (!wanted.test(await focusedName(page))) continue;
    const outline = await page.evaluate(() => {
      const focused = document.activeElement;
      return focused ? getComputedStyle(focused).outlineStyle : 'none';
    });
    expect(outline, `the focus on ${wanted} is seen`).not.toBe('none');
    return;
  }
  throw new Error(`No Tab leads to ${wanted}.`);
}

test.each(LOOKS)('the pages of signing on are accessible: %o', async (look) => {
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl, look);
  const { language } = look;
  await page.goto(`/login/v1/start?language=${language}&level=substantial`);
  expect(await page.getAttribute('html', 'lang')).toBe(language);
  await expectAccessible(page, 'the choice of means');
  await page.getByRole('button', { name: /Smart-ID/ }).click();
  await expectAccessible(page, 'the personal code');
  await page.getByRole('textbox').fill('12');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await expectAccessible(page, 'a wrong personal code');
  await page.getByRole('textbox').fill(personalCode);
  await page.keyboard.press('Enter');
  await page.locator('.code').waitFor();
  await expectAccessible(page, 'the code of the telephone');
  await (await parties.telephone(personalCode)).act({ act: 'WRONG_VC' });
  await page.locator('button.primary').click();
  await page.getByRole('alert').waitFor();
  await expectAccessible(page, 'a refusal');
  await page.goto('/sign-on/code');
  await expectAccessible(page, 'the code of a program');
  await page.getByRole('textbox').fill('BCDF-GHJK');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await expectAccessible(page, 'a wrong code of a program');
  expectNoErrors();
  await close();
});

/** The same where no script runs: what has the focus is found from outside the page. */
async function tabToSelector(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor();
  for (let press = 0; press < TABS_MAX; press++) {
    await page.keyboard.press('Tab');
    if ((await page.locator(`${selector}:focus`).count()) === 1) return;
  }
  throw new Error(`No Tab leads to ${selector}.`);
}

test('a person signs on by the telephone with the keyboard alone, without a script', async () => {
  const visitor = await browser.newContext({ baseURL: country.baseUrl, javaScriptEnabled: false });
  const page = await visitor.newPage();
  await page.goto('/login/v1/start?language=lv&to=/me/cards');
  await tabToSelector(page, 'form[action$="simulated-smart-id"] button');
  await page.keyboard.press('Enter');
  await tabToSelector(page, '#personalCode');
  // The other's failures before have made the page slow for them.
  await page.keyboard.type(another.personalCode);
  await page.keyboard.press('Enter');
  await page.locator('.code').waitFor();
  await (await parties.telephone(another.personalCode)).act({ act: 'confirm' });
  await tabToSelector(page, 'button.primary');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/me/cards');
  await visitor.close();
});

test('every button of the choice is reached by Tab, and the way back leads back', async () => {
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl);
  await page.goto('/login/v1/start?language=lv');
  for (const means of [/Smart-ID/, /banka/, /izdomātu personu/]) await tabTo(page, means);
  await tabTo(page, /Atgriezties/);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Atvieglojumi bez izziņām' }).waitFor();
  expectNoErrors();
  await close();
});

test('the bank leads back into the web app, in a browser that keeps to its rules', async () => {
  const { page, close } = await openPage(browser, country.baseUrl);
  await page.goto('/login/v1/start?language=lv');
  await page.getByRole('button', { name: /Simulētā banka/ }).click();
  await page.getByRole('button', { name: /Doties uz/ }).click();
  await page.getByRole('heading', { name: 'Simulētā banka' }).waitFor();
  await page.getByLabel('Personas kods').fill(personalCode);
  await page.getByRole('button', { name: 'Apstiprināt' }).click();
  await page.getByRole('button', { name: 'Atgriezties' }).click();
  await page.waitForURL('**/me/reliefs');
  await page.goto('/');
  await page.getByRole('link', { name: `Turpināt: ${name}` }).waitFor();
  await close();
});
