import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { acceptRecords, takeUpload } from '../../modules/exchange/index.ts';
import { addOfficial } from '../../modules/identity/index.ts';
import { setUpRegisters } from '../../modules/registers/index.ts';
import { expectAccessible } from './testing/accessibility.ts';
import { openBrowser, type PageOptions } from './testing/browser.ts';
import { openAsOfficial } from './testing/open-as-official.ts';
import { openCountry } from './testing/open-country.ts';

const TEST_TIMEOUT_MS = 120_000;

const country = await openCountry({ residents: 3 });
const browser = await openBrowser();
const { context, fixture } = country;
const [keeper, other, operator] = fixture.residents;
if (!keeper || !other || !operator) throw new Error('The fixture has three residents.');
await setUpRegisters(context);
for (const [person, organisation] of [
  [keeper, 'izglitibas-ministrija'],
  [other, 'm-0099000'],
  [operator, null],
] as const) {
  await addOfficial(context, {
    ...{ name: person.name, organisation, roles: ['reviewer'], personId: person.id },
  });
}

const openAs = (person: { id: string }, path: string, options: PageOptions) =>
  openAsOfficial({ browser, ...country, person, path }, options);

const EDUCATION = { code: 'viis-education', version: 1 };

function pupil(index: number, grade: number) {
  return {
    ...{ personalCode: `320000-000${index + 10}`, holdsSince: '2025-09-01' },
    changedAt: '2026-03-01T03:00:00Z',
    enrolments: [
      {
        ...{ schoolYear: '2025/2026', institution: '98000100001', territory: '0001000' },
        ...{ stage: 'basic', kind: 'general', grade, from: '2025-09-01', to: '2026-09-01' },
      },
    ],
  };
}

async function sendSnapshot(id: string, takenAt: string, records: readonly unknown[]) {
  const sent = { id, mode: 'snapshot' as const, allOrNothing: false, fromLine: 1 };
  const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  const stream = Readable.from([Buffer.from(text)]);
  return await takeUpload(context, EDUCATION, { ...sent, takenAt: new Date(takenAt) }, stream);
}

test('a register of which a snapshot waits stands first, and leads who keeps it to the question', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const pupils = Array.from({ length: 40 }, (_, index) => pupil(index, 4));
  await sendSnapshot('whole', '2026-03-09T03:00:00Z', pupils);
  await sendSnapshot('half', '2026-03-10T03:00:00Z', pupils.slice(0, 20));
  const one = await openAs(keeper, '/office/registers', { width: 360 });
  const registers = one.page.getByRole('region', { name: 'Vai reģistri ir svaigi' });
  const first = registers.getByRole('article').first();
  await first.getByText('1 datne gaida atbildi: ielaist vai noraidīt?').waitFor();
  expect(await registers.getByText('gaida atbildi').count()).toBe(1);
  await expectAccessible(one.page, 'a register of which a snapshot waits');
  await first.getByRole('link', { name: 'Uz jautājumu pie viis-education@1' }).press('Enter');
  const heading = one.page.getByRole('heading', { name: 'Valsts izglītības informācijas sistēma' });
  await expect
    .poll(() => heading.first().evaluate((at) => at === document.activeElement))
    .toBe(true);
  await one.page.getByRole('button', { name: 'Noraidīt datni' }).press('Enter');
  await one.page.getByText('Datne ir noraidīta, un nekas nav mainījies.').waitFor();
  await expect.poll(() => registers.getByText('gaida atbildi').count()).toBe(0);
  one.expectNoErrors();
  await one.close();

  await sendSnapshot('again', '2026-03-10T04:00:00Z', pupils.slice(0, 20));
  const two = await openAs(other, '/office/registers', { language: 'en' });
  await two.page.getByRole('region', { name: 'How fresh the registers are' }).waitFor();
  await two.page.getByRole('meter').first().waitFor();
  expect(await two.page.getByText('for an answer').count()).toBe(0);
  await two.close();
});

test('who keeps a register tries a mapping on the records held, and sees what would be other', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const wrong = pupil(60, 4);
  const enrolments = wrong.enrolments.map((one) => ({ ...one, stage: 'flying' }));
  await acceptRecords(context, EDUCATION, {
    changes: [pupil(61, 4), { ...wrong, enrolments }].map((record) => ({ upsert: record })),
    allOrNothing: true,
  });
  const { page, expectNoErrors, close } = await openAs(keeper, '/office/registers/education', {
    width: 360,
  });
  const mapping = page.getByRole('textbox', { name: 'Kartējums' });
  const written = await mapping.inputValue();
  await mapping.fill(
    written
      .replace('version: 1', 'version: 2')
      .replace('      grade: grade\n', '')
      .replace('stage: stage', 'stage: { field: stage, codes: { basic: secondary } }'),
  );
  await page.getByLabel('ieraksti, kas ir jūsu datu kopā').press('Space');
  await page.getByText('Jūs redzēsiet personas datus.').waitFor();
  expect(await page.getByLabel('Piemēri', { exact: true }).count()).toBe(0);
  await page.getByLabel('Pēdējie mainītie ieraksti').selectOption('10');
  await expectAccessible(page, 'a mapping to be tried on records');
  await page.getByRole('button', { name: 'Izmēģināt' }).press('Enter');
  const counts = page.getByRole('region', { name: 'Kas iznāca no ierakstiem' });
  await counts.getByText('Būtu citādi').waitFor();
  expect((await counts.innerText()).split('\n').filter((line) => line !== '')).toEqual([
    ...['Izmēģināti ieraksti', '10', 'Neko nenozīmē', '1', 'Būtu no jauna', '0'],
    ...['Būtu citādi', '9', 'Vairs nebūtu', '9'],
  ]);
  const first = page.getByRole('article').first();
  await first.getByText('/enrolments/0/stage').waitFor();
  const second = page.getByRole('article', { name: '320000-00071' });
  await second.getByText('citādi nekā spēkā esošajā kartējumā').waitFor();
  await second.getByRole('heading', { name: 'Vairs nebūtu' }).waitFor();
  await second.getByText('klase', { exact: true }).waitFor();
  await second.getByText('Viss, ko ieraksts nozīmē').press('Enter');
  await second.getByText('izglītības veids', { exact: true }).waitFor();
  await expectAccessible(page, 'what records mean by another mapping');
  await mapping.fill(written);
  await page.getByRole('button', { name: 'Izmēģināt' }).press('Enter');
  await second.getByText('tāpat kā spēkā esošajā kartējumā').waitFor();
  expectNoErrors();
  await close();
});

test('an official of the operator is offered examples alone', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const { page, expectNoErrors, close } = await openAs(operator, '/office/registers/education', {
    language: 'en',
  });
  await page.getByLabel('Examples').waitFor();
  expect(await page.getByRole('radio').count()).toBe(0);
  expectNoErrors();
  await close();
});
