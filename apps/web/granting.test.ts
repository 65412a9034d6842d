import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { readClassifiers } from '../../modules/classifiers/index.ts';
import { recomputePersons } from '../../modules/entitlements/index.ts';
import { addOfficial } from '../../modules/identity/index.ts';
import { recordFacts } from '../../modules/persons/index.ts';
import { exportRelief, importReliefs } from '../../modules/reliefs/index.ts';
import { terminalAt } from '../../modules/transactions/testing/terminal.ts';
import { expectAccessible } from './testing/accessibility.ts';
import { openBrowser, type PageOptions } from './testing/browser.ts';
import { openAsOfficial } from './testing/open-as-official.ts';
import { openCountry } from './testing/open-country.ts';

/** Two officials walk one after the other, on a machine that does other things too. */
const TEST_TIMEOUT_MS = 120_000;

const country = await openCountry({ residents: 4 });
const browser = await openBrowser();
const { context, fixture } = country;
const [editor, reviewer, member, moved] = fixture.residents;
const stranger = fixture.outsider;
if (!editor || !reviewer || !member || !moved) throw new Error('The fixture has four residents.');
for (const [person, role] of [
  [editor, 'editor'],
  [reviewer, 'reviewer'],
] as const) {
  const name = role === 'editor' ? 'Ilze Ozola' : 'Jānis Kļava';
  await addOfficial(context, {
    ...{ name, organisation: 'm-0099000', roles: [role], personId: person.id },
  });
}

await crossUnderReview();

/** A crossing at half price, by an instruction that leaves corrections of the past to officials. */
async function crossUnderReview(): Promise<void> {
  const exported = await exportRelief(context, 'VEJAINE-FERRY');
  const [head, version = ''] = exported.split(/^versions:\n/m);
  const from = /^( {2}- from: )(\S+)$/m;
  const ended = version.replace(from, '$1$2\n    to: 2026-01-01');
  const next = version.replace(from, '$12026-01-01\n    retroactive: review');
  const files = [{ file: 'ferry.yaml', text: `${head}versions:\n${ended}${next}` }];
  await importReliefs(context, files, await readClassifiers(context));
  await recomputePersons(context, [moved?.id ?? '']);
  await terminalAt(context, fixture).oneStep({ means: moved?.means });
}

const openAs = (person: { id: string }, path: string, options: PageOptions) =>
  openAsOfficial({ browser, ...country, person, path }, options);

/** Every address that the page asked for, to see that nobody's code was in one. */
function watchAddresses(page: Page): string[] {
  const addresses: string[] = [];
  page.on('request', (request) => addresses.push(request.url()));
  return addresses;
}

test('a list is looked at, proposed by one official, and decided by another', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const one = await openAs(editor, '/office/groups', { width: 360 });
  await one.page.getByRole('heading', { name: 'Grupu vēl nav' }).waitFor();
  await expectAccessible(one.page, 'no groups');
  await one.page.getByLabel('Nosaukums latviski').fill('Prāmja draugi');
  await one.page.getByLabel('Nosaukums angliski').fill('Friends of the ferry');
  await one.page.getByLabel('Kods', { exact: true }).fill('pramja-draugi');
  await one.page.getByRole('button', { name: 'Pievienot grupu' }).press('Enter');
  await one.page.getByText('Grupa ir pievienota.').waitFor();
  await one.page.getByRole('link', { name: 'Prāmja draugi' }).press('Enter');
  await one.page.getByRole('heading', { name: 'Prāmja draugi', level: 2 }).waitFor();
  const wrong = Array.from({ length: 12 }, (_, index) => `0101${index}`);
  await chooseFile(one.page, [member.personalCode, ...wrong]);
  await one.page.getByRole('button', { name: 'Pārbaudīt sarakstu' }).press('Enter');
  await one.page.getByText('Pilnā sarakstā katrai rindai jābūt salasāmai').waitFor();
  expect(await one.page.getByRole('button', { name: 'Ierosināt' }).isDisabled()).toBe(true);
  await one.page.getByText('Vēl 2 rindas ir datnē.').waitFor();
  await expectAccessible(one.page, 'a list with rows that cannot be read');
  const saving = one.page.waitForEvent('download');
  await one.page.getByRole('link', { name: 'Lejupielādēt nederīgās rindas' }).press('Enter');
  const saved = readFileSync(await (await saving).path(), 'utf8')
    .trim()
    .split('\r\n');
  expect(saved).toHaveLength(13);
  expect(saved[1]).toBe('3;Personas kods nav pareizs');
  await chooseFile(one.page, [member.personalCode]);
  await one.page.getByRole('button', { name: 'Pārbaudīt sarakstu' }).press('Enter');
  await one.page.getByRole('button', { name: 'Ierosināt' }).press('Enter');
  await one.page.getByText('Saraksts ir ierosināts. Par to lemj cits ierēdnis.').waitFor();
  await one.page.getByText('Par to lemj cits ierēdnis ar pārbaudītāja lomu.').waitFor();
  await expectAccessible(one.page, 'a list that waits');

  const two = await openAs(reviewer, '/office/groups/pramja-draugi', { width: 360, dark: true });
  const addresses = watchAddresses(two.page);
  await two.page.getByText('Ilze Ozola').waitFor();
  await two.page.getByRole('button', { name: 'Apstiprināt sarakstu' }).press('Enter');
  await two.page.getByRole('heading', { name: 'Apstipriniet lēmumu' }).waitFor();
  await two.page.getByText('Apstiprināt sarakstu “pramja-draugi”').waitFor();
  await expectAccessible(two.page, 'a list to confirm');
  await two.page.getByRole('button', { name: 'Esmu apstiprinājis, izlemt' }).press('Enter');
  await two.page.getByText('Saraksts ir apstiprināts.').waitFor();
  const find = two.page.getByRole('region', { name: 'Vai persona ir grupā' });
  await find.getByLabel('Personas kods').fill(member.personalCode);
  await find.getByLabel('Personas kods').press('Enter');
  await find.getByText('pēc saraksta').waitFor();
  await find.getByLabel('Personas kods').fill(stranger.personalCode);
  await find.getByLabel('Personas kods').press('Enter');
  await find.getByText('Šī persona grupā nav bijusi.').waitFor();
  await expectAccessible(two.page, 'a group with a list that was decided');
  expect(addresses.filter((address) => /\d{6}-?\d{5}/.test(address))).toEqual([]);

  await one.page.reload();
  await chooseFile(one.page, [stranger.personalCode]);
  await one.page.getByRole('button', { name: 'Pārbaudīt sarakstu' }).press('Enter');
  await one.page.getByRole('button', { name: 'Ierosināt' }).press('Enter');
  await two.page.reload();
  const confirm = two.page.getByRole('button', { name: 'Apstiprināt sarakstu' });
  await confirm.waitFor();
  expect(await confirm.isDisabled()).toBe(true);
  await two.page.getByLabel('Esmu pārbaudījis: dalība beidzas 1 personai').press('Space');
  await confirm.press('Enter');
  await two.page.getByRole('button', { name: 'Esmu apstiprinājis, izlemt' }).press('Enter');
  await two.page.getByText('Saraksts ir apstiprināts.').waitFor();
  one.expectNoErrors();
  two.expectNoErrors();
  await one.close();
  await two.close();
});

/** As a sheet in Latvian saves it: with semicolons, in the encoding of an older system. */
async function chooseFile(page: Page, codes: readonly string[]): Promise<void> {
  const text = ['personas kods;no;l\u00eedz', ...codes.map((code) => `${code};;`)].join('\r\n');
  const bytes = Buffer.from(text, 'latin1').map((byte) => (byte === 0xed ? 0xee : byte));
  const file = { name: 'draugi.csv', mimeType: 'text/csv', buffer: Buffer.from(bytes) };
  await page.getByLabel('Saraksta datne').setInputFiles(file);
}

test('a relief for one person is proposed, decided by another official, and ended', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const one = await openAs(editor, '/office/grants', { width: 360, language: 'en' });
  const addresses = watchAddresses(one.page);
  await one.page.getByRole('heading', { name: 'There are no such grants' }).waitFor();
  const form = one.page.getByRole('region', { name: 'Propose' });
  await form.getByLabel('Personal code').fill(stranger.personalCode);
  await form
    .getByLabel('Relief')
    .selectOption({ label: 'Ferry discount for residents of Vējaine' });
  await form.getByLabel('First day').fill('2026-03-12');
  await form.getByLabel('Last day').fill('2026-06-11');
  await form.getByLabel('Reason').fill('Decision No. 12 of the commission');
  await form.getByRole('button', { name: 'Propose to grant it' }).press('Enter');
  await one.page.getByText('It is proposed. Another official decides.').waitFor();
  await one.page.getByRole('article', { name: stranger.name }).waitFor();
  await expectAccessible(one.page, 'a grant that was proposed');
  expect(addresses.filter((address) => /\d{6}-?\d{5}/.test(address))).toEqual([]);

  const two = await openAs(reviewer, '/office/grants', { width: 1_200 });
  const grant = two.page.getByRole('article', { name: stranger.name });
  await grant.getByText('Decision No. 12 of the commission').waitFor();
  await grant.getByRole('button', { name: 'Apstiprināt' }).press('Enter');
  await expectAccessible(two.page, 'a grant to confirm');
  await grant.getByRole('button', { name: 'Esmu apstiprinājis, izlemt' }).press('Enter');
  await two.page.getByText('Apstiprināts: personai atvieglojums ir.').waitFor();
  await two.page.getByLabel('Rādīt').selectOption({ label: 'Apstiprinātie' });
  await grant.getByText('Izbeigt pirms laika').press('Enter');
  await grant.getByLabel('Kāpēc izbeidz').fill('Lēmums ir atcelts');
  await expectAccessible(two.page, 'a grant to end');
  await grant.getByRole('button', { name: 'Izbeigt', exact: true }).press('Enter');
  await two.page.getByText('Piešķīrums ir izbeigts.').waitFor();
  await two.page.getByLabel('Rādīt').selectOption({ label: 'Izbeigtie' });
  await grant.getByText('Lēmums ir atcelts').waitFor();
  one.expectNoErrors();
  two.expectNoErrors();
  await one.close();
  await two.close();
});

/** The register tells late that the person had moved before the crossing. */
async function tellOfMove(personId: string): Promise<void> {
  const stay = { personId, kind: 'residence', value: '0099110', validFrom: '2015-01-01' };
  await recordFacts(context, {
    ...{ register: 'population', personIds: [personId] },
    facts: [{ ...stay, validTo: '2026-03-01' }],
  });
  await recomputePersons(context, [personId]);
}

test('what was used without being due is looked at and settled', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const { page, expectNoErrors, close } = await openAs(reviewer, '/office/reviews', { width: 360 });
  await page.getByRole('heading', { name: 'Nav ko pārskatīt' }).waitFor();
  await expectAccessible(page, 'nothing to review');
  await tellOfMove(moved.id);
  await page.reload();
  const review = page.getByRole('article', { name: moved.name });
  await review.getByRole('rowheader', { name: 'Kopā' }).waitFor();
  expect(await review.getByText(/1,50/).count()).toBe(2);
  await expectAccessible(page, 'a review');
  await review.getByLabel('Ko izlēmāt').fill('Paliek spēkā: kavējās reģistrs');
  await review.getByLabel('Ko izlēmāt').press('Enter');
  await page.getByText('Pārskatīšana ir pabeigta.').waitFor();
  await page.getByRole('heading', { name: 'Nav ko pārskatīt' }).waitFor();
  expectNoErrors();
  await close();
});

test('the work of who grants begins at the office, and is closed to others', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const { page, close } = await openAs(editor, '/office', { language: 'en', width: 360 });
  const list = page.getByRole('list', { name: 'Granting and data' });
  expect(await list.getByRole('link').count()).toBe(7);
  await expectAccessible(page, 'the office of who grants');
  await page.getByRole('button', { name: 'Back to your own profile' }).press('Enter');
  await page.waitForURL('**/me/mandates');
  for (const path of ['groups', 'groups/x', 'grants', 'reviews', 'registers', 'permissions']) {
    await page.goto(`/office/${path}`);
    await page.getByRole('heading', { name: 'This is the workplace of officials' }).waitFor();
  }
  await close();
});
