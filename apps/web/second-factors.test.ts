import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { expectAccessible } from './testing/accessibility.ts';
import { openBrowser, openPage } from './testing/browser.ts';
import { openCountry } from './testing/open-country.ts';
import { enterAs, signInAs } from './testing/sign-in.ts';

/** A browser's long walk, on a machine that does other things too. */
const TEST_TIMEOUT_MS = 60_000;

const country = await openCountry({ byName: true });
const browser = await openBrowser();
const [anna, bruno] = country.fixture.residents;
if (!anna || !bruno) throw new Error('The fixture has two residents.');

/** An authenticator of the browser's own, as a telephone or a security key would be. */
async function authenticatorOf(page: Page) {
  const devices = await page.context().newCDPSession(page);
  await devices.send('WebAuthn.enable');
  const options = {
    ...({ protocol: 'ctap2', transport: 'internal', hasResidentKey: true } as const),
    ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  };
  const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', { options });
  const verify = (isUserVerified: boolean) =>
    devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified });
  return { verify };
}

/** As if the person had just logged in by a means that is strong enough. */
async function strengthen(): Promise<void> {
  await country.context.adminDb.query(`update identity.sessions set level = 'substantial'`);
}

test('a passkey is made, and lets in where a weak login does not, with the keyboard alone', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const { page, close } = await openPage(browser, country.baseUrl, { width: 320 });
  const { verify } = await authenticatorOf(page);
  await signInAs(page, anna.name);
  await page.goto('/me/second-factors');
  await page.getByRole('heading', { name: 'Otrā faktora vēl nav' }).waitFor();
  await expectAccessible(page, 'no second factors');
  await page.getByLabel('Nosaukums').first().fill('Mans tālrunis');
  await page.getByRole('button', { name: 'Izveidot piekļuves atslēgu' }).press('Enter');
  await page.getByRole('link', { name: 'Pieteikties un atgriezties šeit' }).waitFor();
  await strengthen();
  await page.getByRole('button', { name: 'Izveidot piekļuves atslēgu' }).press('Enter');
  await page.getByText('Otrais faktors ir pievienots.').waitFor();
  await page.getByText('Mans tālrunis', { exact: true }).waitFor();
  await expectAccessible(page, 'second factors');

  await page.goto('/login/v1/start?to=/me/cards&level=substantial&maxAge=0&language=lv');
  await page.getByRole('button', { name: /Izvēlēties izdomātu personu/ }).press('Enter');
  await page.getByRole('textbox').fill(anna.name);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: anna.name }).first().press('Enter');
  await page.getByRole('heading', { name: 'Vēl viens apliecinājums' }).waitFor();
  await expectAccessible(page, 'the second factor');
  await verify(false);
  await page.getByRole('button', { name: 'Lietot piekļuves atslēgu' }).press('Enter');
  await page.getByText('Piekļuves atslēga netika izmantota.').waitFor();
  await verify(true);
  await page.getByRole('button', { name: 'Lietot piekļuves atslēgu' }).press('Enter');
  await page.waitForURL('**/me/cards');

  await page.goto('/me/second-factors');
  await page.getByText(/pēdējoreiz lietots/).waitFor();
  await page.getByRole('button', { name: 'Noņemt: Mans tālrunis' }).press('Enter');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Noņemt' }).press('Enter');
  await page.getByRole('heading', { name: 'Otrā faktora vēl nav' }).waitFor();
  await close();
});

test('codes are begun with a QR code and a key to type; a wrong first code is told', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const { page, close } = await openPage(browser, country.baseUrl, {
    ...{ language: 'en', width: 1_200, dark: true },
  });
  await enterAs(page, country, { ...bruno, path: '/me/second-factors' });
  await page.getByLabel('Name').last().fill('My telephone');
  await page.getByRole('button', { name: 'Begin' }).press('Enter');
  await page.getByRole('img', { name: /QR code/ }).waitFor();
  await expectAccessible(page, 'a seed of codes');
  await page.getByLabel('The code that the program shows').fill('000000');
  await page.getByRole('button', { name: 'Add', exact: true }).press('Enter');
  await page.getByText('That does not fit.').waitFor();
  await close();
});

test('a mandate is confirmed by a passkey, or by another means, with the keyboard alone', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const { page, close } = await openPage(browser, country.baseUrl, { width: 320 });
  const { verify } = await authenticatorOf(page);
  await enterAs(page, country, { ...anna, path: '/me/second-factors' });
  await page.getByLabel('Nosaukums').first().fill('Mana atslēga');
  await page.getByRole('button', { name: 'Izveidot piekļuves atslēgu' }).press('Enter');
  await page.getByText('Otrais faktors ir pievienots.').waitFor();

  await page.goto('/me/mandates');
  await page.getByLabel('Vārds un uzvārds').fill(bruno.name);
  await page.getByLabel('Personas kods').fill(bruno.personalCode);
  await page.getByLabel('redzēt atvieglojumus un to pamatojumu').press('Space');
  await page.getByRole('button', { name: 'Dot pilnvarojumu' }).press('Enter');
  const byPasskey = page.getByRole('button', { name: 'Apstiprināt ar piekļuves atslēgu un dot' });
  await byPasskey.waitFor();
  await expectAccessible(page, 'a mandate to confirm by a passkey');
  await page.getByRole('button', { name: 'Apstiprināt bez tālruņa' }).press('Enter');
  await page.getByText('Simulētajā valstī tālruņa nav').waitFor();
  await page
    .getByRole('button', { name: 'Apstiprināt ar piekļuves atslēgu', exact: true })
    .press('Enter');
  await verify(false);
  await byPasskey.press('Enter');
  await page.getByText('Piekļuves atslēga netika izmantota, un nekas nav darīts.').waitFor();
  await verify(true);
  await byPasskey.press('Enter');
  await page.getByText('Pilnvarojums ir dots.').waitFor();
  const [used] = await country.context.adminDb.query<{ means: string }>(
    'select means from identity.confirmations where used_at is not null',
  );
  expect(used).toEqual({ means: 'passkey' });
  await close();
});
