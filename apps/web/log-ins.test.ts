import { expect, test } from 'vitest';
import { signInByHand } from '../../modules/identity/testing/browser-by-hand.ts';
import { expectAccessible } from './testing/accessibility.ts';
import { openBrowser, openPage } from './testing/browser.ts';
import { openCountry } from './testing/open-country.ts';
import { signInAs } from './testing/sign-in.ts';

const country = await openCountry();
const browser = await openBrowser();
const [resident] = country.fixture.residents;
if (!resident) throw new Error('The fixture has a resident.');

const LOOKS = [
  { language: 'lv', width: 320 },
  { language: 'en', width: 1_200, dark: true },
] as const;

test.each(LOOKS)('a person hears of a new device, and ends it and all others: %o', async (look) => {
  const { page, expectNoErrors, close } = await openPage(browser, country.baseUrl, look);
  const lv = look.language === 'lv';
  await signInAs(page, resident.name);
  await signInByHand(country.baseUrl, resident.id);
  await page.goto('/me/log-ins');
  const known = page.getByRole('button', { name: lv ? 'Tas biju es' : 'It was me' });
  await known.waitFor();
  await expectAccessible(page, 'the log-ins, and the notice of a new one');
  await known.click();
  await known.waitFor({ state: 'detached' });
  const end = page.getByRole('button', { name: lv ? /^Izrakstīt: / : /^Sign out: / });
  const before = await end.count();
  await end.first().click();
  await expect.poll(() => end.count()).toBe(before - 1);
  await page
    .getByRole('button', { name: lv ? 'Izrakstīties visur' : 'Sign out everywhere' })
    .click();
  await page.waitForURL(`${country.baseUrl}/`);
  const way = lv ? 'Pieteikties kā saņēmējam' : /recipient/i;
  await page.getByRole('link', { name: way }).first().waitFor();
  expectNoErrors(/401/);
  await close();
});
