import { expect, test } from 'vitest';
import { expectAccessible } from './testing/accessibility.ts';
import { openBrowser, openPage } from './testing/browser.ts';
import { openCountry } from './testing/open-country.ts';
import { signInAs } from './testing/sign-in.ts';

const country = await openCountry();
const browser = await openBrowser();
const resident = country.fixture.residents[0]?.name ?? '';

test('the first screen speaks Latvian, and English when asked, and remembers', async () => {
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl);
  await page.goto('/');
  expect(await page.getAttribute('html', 'lang')).toBe('lv');
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
    'Atvieglojumi bez izziņām',
  );
  await page.getByRole('button', { name: 'EN English' }).click();
  expect(await page.getAttribute('html', 'lang')).toBe('en');
  await page.reload();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(
    'Reliefs without paperwork',
  );
  expect(await page.title()).toBe('Reliefs without paperwork · Koplieta');
  expectNoErrors();
  await close();
});

test('nothing is fetched from elsewhere, and the policy of the page forbids it', async () => {
  const { page, close } = await openPage(browser, country.baseUrl);
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const answer = await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(asked.filter((url) => !url.startsWith(country.baseUrl))).toEqual([]);
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe-inline');
  await close();
});

test('a session leads on, is out of reach of scripts, and ends at sign-out', async () => {
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl);
  await signInAs(page, resident);
  expect(await page.evaluate(() => document.cookie)).toBe('');
  await page.goto('/');
  await page.getByRole('link', { name: `Turpināt: ${resident}` }).waitFor();
  await page.getByRole('button', { name: 'Iziet' }).click();
  await page.getByRole('link', { name: 'Pieteikties kā saņēmējam' }).waitFor();
  await page.goto('/me/cards');
  await page.waitForURL('**/sign-on/step/*');
  expectNoErrors(/\/recipient\/v1\/(entitlements|usage)/);
  await close();
});

test('an address that is no page says so and leads back', async () => {
  const { page, close } = await openPage(browser, country.baseUrl);
  const answer = await page.goto('/sen-aizmirsta-lapa');
  expect(answer?.status()).toBe(404);
  await page.getByRole('heading', { name: 'Šādas lapas nav' }).waitFor();
  await page.getByRole('link', { name: 'Uz sākumu' }).click();
  await page.getByRole('heading', { name: 'Atvieglojumi bez izziņām' }).waitFor();
  await close();
});

const LOOKS = [
  { language: 'lv', width: 1_200 },
  { language: 'lv', width: 320 },
  { language: 'en', width: 320, dark: true },
] as const;

test.each(LOOKS)('the ways in are accessible: %o', async (look) => {
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl, look);
  for (const path of ['/', '/sign-in/terminal']) {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    if (path !== '/') await page.locator('.rows').waitFor();
    await expectAccessible(page, path);
  }
  expectNoErrors();
  await close();
});
