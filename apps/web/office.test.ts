import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { addOfficial, watchLooks } from '../../modules/identity/index.ts';
import { outsideParties } from '../../modules/identity/testing/outside-parties.ts';
import { makeLookRecord } from '../../modules/persons/index.ts';
import { sealAudit, writeAudit } from '../../platform/audit/index.ts';
import { expectAccessible } from './testing/accessibility.ts';
import { openBrowser, openPage } from './testing/browser.ts';
import { openCountry } from './testing/open-country.ts';
import { enterAs, signInAs, signOnStronger } from './testing/sign-in.ts';

/** A browser's long walk, on a machine that does other things too. */
const TEST_TIMEOUT_MS = 60_000;

const parties = await outsideParties();
const country = await openCountry({ loginMeansFile: parties.file });
const browser = await openBrowser();
const { context } = country;
const [anna, bruno] = country.fixture.residents;
if (!anna || !bruno) throw new Error('The fixture has two residents.');
await addOfficial(context, {
  ...{ name: 'Anna no kadriem', organisation: 'm-0099000', personId: anna.id },
  roles: ['administrator', 'auditor'],
});
await addOfficial(context, {
  ...{ name: 'Otrs', organisation: 'm-0099000', roles: ['administrator'], until: '2026-04-01' },
});

/** An official acts as such after a login that is strong enough: the page offers it. */
async function actAsOfficial(page: Page, button: RegExp): Promise<void> {
  await signInAs(page, anna?.name ?? '');
  await page.goto('/me/mandates');
  await page.getByRole('button', { name: button }).press('Enter');
  const refusal = page.getByRole('alert');
  await refusal.getByText(/Šai darbībai jāpiesakās vēlreiz|Sign on again for this/).waitFor();
  await signOnStronger(page, parties, anna?.personalCode ?? '');
  await page.getByRole('button', { name: button }).press('Enter');
  await page.waitForURL('**/office');
}

test('an administrator signs on as a person, gives roles and takes them, with the keyboard alone', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const { page, close } = await openPage(browser, country.baseUrl, { width: 320 });
  await actAsOfficial(page, /Rīkoties kā .* ierēdnis/);
  await page.getByText('Jūs rīkojaties kā ierēdnis').waitFor();
  await page.getByRole('heading', { name: 'Otrs' }).waitFor();
  await expectAccessible(page, 'the officials of an organisation');
  await page.getByLabel('Vārds, kā to zina kolēģi').fill('Bruno');
  await page.getByLabel('Personas kods').first().fill(bruno.personalCode);
  await page.getByRole('button', { name: 'Pievienot' }).press('Enter');
  await page.getByRole('heading', { name: 'Bruno' }).waitFor();
  await page.getByLabel('Ierēdnis', { exact: true }).selectOption({ label: 'Bruno' });
  await page.getByLabel('Loma', { exact: true }).selectOption('reviewer');
  await page.getByLabel('Pēdējā diena').fill('2027-02-01');
  await page.getByRole('button', { name: 'Piešķirt' }).press('Enter');
  const approve = page.getByRole('button', { name: 'Apstiprināt: pārbaudītājs, Bruno' });
  await approve.press('Enter');
  await page.getByText('Lomu apstiprina cits administrators').waitFor();
  await expectAccessible(page, 'a role that needs another administrator');
  await page
    .getByRole('button', { name: 'Pagarināt par gadu: administrators, Otrs' })
    .press('Enter');
  await page.getByText('Nevienai lomai beigas nav tuvu.').waitFor();
  await page.getByRole('button', { name: 'Beigt: pārbaudītājs, Bruno' }).press('Enter');
  const dialog = page.getByRole('alertdialog');
  await dialog.getByRole('button', { name: 'Beigt lomu' }).press('Enter');
  await page.getByText('Nekas negaida.').waitFor();
  await page.getByRole('button', { name: 'Atgriezties pie sava profila' }).press('Enter');
  await page.waitForURL('**/me/mandates');
  await close();
});

test('an auditor searches, and reads what was found page by page', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const { page, close } = await openPage(browser, country.baseUrl, {
    ...{ language: 'en', width: 1_200 },
  });
  await actAsOfficial(page, /Act as an official/);
  await page.getByLabel('How the name of the act begins').fill('identity.');
  await page.getByRole('button', { name: 'Search' }).press('Enter');
  await page.getByText(/records? found/).waitFor();
  await page.getByText('identity.choose-profile').first().waitFor();
  await page.locator('summary').first().press('Enter');
  await expectAccessible(page, 'what an auditor found');
  await page.getByLabel('How the name of the act begins').fill('nothing.');
  await page.getByRole('button', { name: 'Search' }).press('Enter');
  await page.getByRole('heading', { name: 'Nothing was found' }).waitFor();
  await close();
});

/** An official of Vējaine looks at data about themselves. */
async function lookAtOneself(): Promise<void> {
  const { municipalityId, outsider } = country.fixture;
  const { officialId } = await addOfficial(context, {
    ...{ name: 'Ziņkārīgais', organisation: 'm-0099000', roles: ['editor'], personId: outsider.id },
  });
  const looking = context.as({
    ...{ kind: 'official', officialId, personId: outsider.id, roles: ['editor'] },
    organisation: { id: municipalityId, code: 'm-0099000' },
  });
  const look = { act: 'reliefs.look-up', personId: outsider.id, content: {} } as const;
  await writeAudit(context.db, [makeLookRecord(looking, look)]);
  await sealAudit(context);
  await watchLooks(context);
}

test('an auditor settles a look that does not fit, with the keyboard alone', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const { page, close } = await openPage(browser, country.baseUrl, { width: 320 });
  await actAsOfficial(page, /Rīkoties kā .* ierēdnis/);
  const none = page.getByRole('heading', { name: 'Nav neizskatītu brīdinājumu' });
  await none.waitFor();
  await expectAccessible(page, 'no alerts');
  await lookAtOneself();
  await page.reload();
  const alert = page.getByRole('article', { name: 'Ierēdnis darbā skatīja datus par sevi.' });
  await alert.getByText('Ziņkārīgais').waitFor();
  await alert.getByText('Izskaidrot, kāpēc personai ir vai nav atvieglojuma.').waitFor();
  await expectAccessible(page, 'a look that does not fit');
  await alert.getByLabel('Kas noskaidrots').fill('Pārrunāts ar ierēdni.');
  await alert.getByRole('button', { name: 'Pabeigt izskatīšanu' }).press('Enter');
  await page.getByText('Brīdinājums ir izskatīts.').waitFor();
  await none.waitFor();
  await close();
});

test('who is no official is told how to become one', { timeout: TEST_TIMEOUT_MS }, async () => {
  const { page, close } = await openPage(browser, country.baseUrl);
  await enterAs(page, country, { ...bruno, path: '/office' });
  await page.getByRole('heading', { name: 'Šī ir ierēdņu darba vide' }).waitFor();
  await expectAccessible(page, 'an office without roles');
  await close();
});
