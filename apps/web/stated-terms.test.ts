import { expect, test } from 'vitest';
import { recomputePersons } from '../../modules/entitlements/index.ts';
import { recordFacts } from '../../modules/persons/index.ts';
import { announceBudgets } from '../../modules/transactions/budgets/announce-budgets.ts';
import { addRelief } from '../../modules/transactions/testing/add-relief.ts';
import { expectAccessible } from './testing/accessibility.ts';
import { openBrowser, openPage } from './testing/browser.ts';
import { openCountry } from './testing/open-country.ts';
import { signInAs, signInAtTerminal } from './testing/sign-in.ts';

const { context, fixture, baseUrl } = await openCountry();
const browser = await openBrowser();
const [resident, other] = fixture.residents;
if (!resident || !other) throw new Error('The fixture has residents.');

/** What each relief says, and of whom it is: of every resident when that is not said. */
const RELIEFS: Record<string, { version: string; who?: string }> = {
  COUPON: {
    version: `
    benefits:
      - on: [ferry-crossing]
        when: { coupon: [PAVASARIS-26], companions: { from: 2 } }
        give: { amount: 1 }`,
  },
  POINTS: {
    version: `
    benefits:
      - { on: [grocery], give: { pointForEvery: 1 } }
      - { on: [grocery], give: { spendPoints: 1, worth: 0.10 } }
    choose: all`,
  },
  PROOF: {
    version: `
    benefits: [{ on: [grocery], give: { percent: 20 } }]
    budget: { amount: 1, in: year, warnAt: [20] }
    paid: afterwards
    onProof: true`,
  },
  'FOR-NOW': {
    who: '{ fact: employed, is: true }',
    version: `
    benefits: [{ on: [museum-entrance], give: { percent: 10 } }]
    unknown: provisional`,
  },
  ASKS: {
    who: '{ fact: employed, is: true }',
    version: `
    benefits: [{ on: [museum-entrance], give: { percent: 10 } }]
    unknown: ask`,
  },
};

for (const [code, { version, who }] of Object.entries(RELIEFS)) {
  const whose = who === undefined ? {} : { who };
  await addRelief({ context, ferry: fixture }, { code, version, residents: [], ...whose });
}
await recordFacts(context, {
  register: 'social-insurance',
  personIds: [other.id],
  facts: [
    { personId: other.id, kind: 'employed', value: 0, validFrom: '2020-01-01', validTo: null },
  ],
});
await recomputePersons(context, [resident.id, other.id]);

const PHONE_PX = 360;

test('coupons, companions and points are stated at the desk, and a proof when it is asked for', async () => {
  const { page, expectNoErrors, close } = await openPage(browser, baseUrl, { width: PHONE_PX });
  await signInAtTerminal(page, 'pramis-1');
  const sell = async (item: string) => {
    await page.getByLabel('Kartes numurs vai vienreizējais kods').fill(resident.means);
    await page.getByRole('button', { name: item }).click();
    await page.getByText('Pavadoņi, kuponi, punkti').click();
  };
  await sell('Brauciens ar prāmi');
  await page.getByLabel('Kuponu kodi').fill('pavasaris_26');
  await page.getByRole('button', { name: 'Vairāk: Pavadoņu skaits' }).click();
  await page.getByRole('button', { name: 'Vairāk: Pavadoņu skaits' }).click();
  await page.getByRole('button', { name: 'Autorizēt' }).click();
  await page.getByText('Kupona kodā var būt tikai').waitFor();
  await expectAccessible(page, 'a basket with what was stated');
  await page.getByLabel('Kuponu kodi').fill('pavasaris-26');
  await page.getByRole('button', { name: 'Autorizēt' }).click();
  await page.getByRole('heading', { name: 'Čeks' }).waitFor();
  const total = page.getByRole('row', { name: /Saņēmējs maksā/ });
  // 1.00 off 3.00 by the coupon, then half.
  expect(await total.getByRole('cell').textContent()).toMatch(/^1,00/);
  await page.getByRole('button', { name: 'Apstiprināt' }).click();
  await page.getByRole('button', { name: 'Nākamais saņēmējs' }).click();

  await sell('Kafija');
  await page.getByRole('button', { name: 'Autorizēt' }).click();
  await page.getByLabel('Dokumenta numurs').waitFor();
  await expectAccessible(page, 'a receipt that asks for a proof');
  await page.getByRole('button', { name: 'Apstiprināt' }).click();
  await page.getByText(/^Saņēmējam neatmaksās 0,30/).waitFor();
  await page.getByRole('button', { name: 'Nākamais saņēmējs' }).click();

  await sell('Kafija');
  await page.getByRole('textbox', { name: 'Cik punktu tērēt' }).fill('1');
  await page.getByRole('button', { name: 'Autorizēt' }).click();
  await page.getByText('Iztērēts 1 punkts.').waitFor();
  await page.getByLabel('Darījumu apliecinošs dokuments').selectOption('Biļete');
  await page.getByLabel('Dokumenta numurs').fill('771');
  await page.getByRole('button', { name: 'Apstiprināt' }).click();
  await page.getByText('Apstiprināts').waitFor();
  expect(await page.getByText('Saņēmējam neatmaksās').count()).toBe(0);
  await page.getByRole('button', { name: 'Nākamais saņēmējs' }).click();

  await sell('Kafija');
  await page.getByText('Autorizēt un apstiprināt vienā solī').click();
  await page.getByLabel('Dokumenta numurs').fill('772');
  await page.getByRole('button', { name: 'Autorizēt un apstiprināt' }).click();
  await page.getByText(/^Atlaide: 0,30/).waitFor();
  expectNoErrors();
  await close();
});

test('a recipient sees what is given for now, what waits for facts or a proof, and a budget that ends', async () => {
  await announceBudgets(context);
  const { page, expectNoErrors, close } = await openPage(browser, baseUrl, { width: PHONE_PX });
  await signInAs(page, resident.name);
  const reliefs = page.getByRole('article');
  await reliefs.getByText('Piešķirts pagaidām').waitFor();
  await reliefs.getByText(/ir gandrīz iztērēts/).waitFor();
  await reliefs.getByText('Jums ir 2 punkti.').waitFor();
  await page.getByText(/^nodarbinātība par jums: ziņu nav/).waitFor();
  await expectAccessible(page, 'reliefs given for now, and missing facts');

  await page.getByRole('link', { name: 'Vēsture' }).click();
  const coffees = page.getByRole('listitem');
  await coffees.first().waitFor();
  await page
    .getByRole('link', { name: /Vējaines prāmis/ })
    .nth(2)
    .click();
  await page.getByText(/neatmaksās: darījums apstiprināts bez/).waitFor();
  await expectAccessible(page, 'a compensation that missed its proof');
  expectNoErrors();
  await close();
  const nobody = await openPage(browser, baseUrl);
  await signInAs(nobody.page, other.name);
  await nobody.page.getByText('Neviens atvieglojums negaida uz ziņām par jums.').waitFor();
  await nobody.close();
});
