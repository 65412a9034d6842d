import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { applyForPermission, defineDataSet, takeUpload } from '../../modules/exchange/index.ts';
import { LICENCES, licence } from '../../modules/exchange/testing/exchange-context.ts';
import { TERMS } from '../../modules/exchange/testing/give-permission.ts';
import { LICENCES_TEXT } from '../../modules/exchange/testing/licences.ts';
import { addOfficial } from '../../modules/identity/index.ts';
import { setUpRegisters } from '../../modules/registers/index.ts';
import { expectAccessible } from './testing/accessibility.ts';
import { openBrowser, type PageOptions } from './testing/browser.ts';
import { openAsOfficial } from './testing/open-as-official.ts';
import { openCountry } from './testing/open-country.ts';

const TEST_TIMEOUT_MS = 120_000;

const country = await openCountry({ residents: 4 });
const browser = await openBrowser();
const { context, fixture } = country;
const [editor, reviewer, reader, keeper] = fixture.residents;
if (!editor || !reviewer || !reader || !keeper) throw new Error('The fixture has four residents.');
for (const [person, role, organisation] of [
  [editor, 'editor', 'm-0099000'],
  [reviewer, 'reviewer', 'm-0099000'],
  [reader, 'editor', 'vejaines-pramis'],
] as const) {
  await addOfficial(context, {
    ...{ name: person.name, organisation, roles: [role], personId: person.id },
  });
}
await defineDataSet(context, { file: 'licences.yaml', text: LICENCES_TEXT });

const openAs = (person: { id: string }, path: string, options: PageOptions) =>
  openAsOfficial({ browser, ...country, person, path }, options);

async function sendSnapshot(id: string, takenAt: string, records: readonly unknown[]) {
  const sent = { id, mode: 'snapshot' as const, allOrNothing: false, fromLine: 1 };
  const text = records.map((record) => `${JSON.stringify(record)}\n`).join('');
  const stream = Readable.from([Buffer.from(text)]);
  await takeUpload(context, LICENCES, { ...sent, takenAt: new Date(takenAt) }, stream);
}

test('a halved snapshot is asked about: refused, or let in by a reviewer; refused records tell why', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const records = Array.from({ length: 40 }, (_, index) =>
    licence({ number: `L-${index}`, fee: '2.00' }),
  );
  await sendSnapshot('whole', '2026-03-09T03:00:00Z', records);
  await sendSnapshot('half', '2026-03-10T03:00:00Z', records.slice(0, 20));
  await sendSnapshot('bad', '2026-03-11T03:00:00Z', [...records, { number: 'L-x' }]);
  const one = await openAs(editor, '/office/registers', { width: 360 });
  await one.page.getByText('Par to lemj ierēdnis ar pārbaudītāja lomu.').waitFor();
  await one.page.getByRole('heading', { name: 'Nevienam reģistram vēl neseko' }).waitFor();
  await one.page.getByRole('button', { name: 'Rādīt, kāpēc' }).press('Enter');
  await one.page.getByText('bad, rinda 41').waitFor();
  expect(await one.page.getByText('L-x').count()).toBe(0);
  await expectAccessible(one.page, 'what comes in, for an editor');
  await one.close();

  const two = await openAs(reviewer, '/office/registers', { width: 1_200, language: 'en' });
  await two.page.getByText('Letting it in would remove 20, change 0 and add 0.').waitFor();
  await two.page.getByRole('button', { name: 'Refuse the file' }).press('Enter');
  await two.page.getByText('The file is refused, and nothing has changed.').waitFor();
  expect(await two.page.getByText('Is this file whole and right?').count()).toBe(0);
  await sendSnapshot('again', '2026-03-10T04:00:00Z', records.slice(0, 20));
  await two.page.reload();
  await two.page.getByRole('button', { name: 'Let the file in' }).press('Enter');
  const dialog = two.page.getByRole('alertdialog');
  await dialog
    .getByText('Of 40 records 20 will be removed and 0 changed, and 0 will be added')
    .waitFor();
  await expectAccessible(two.page, 'the question of the guard');
  await dialog.getByRole('button', { name: 'Let the file in' }).press('Enter');
  await two.page.getByText('The file is let in.').waitFor();
  const [held] = await context.adminDb.query<{ records: number }>(
    'select sum(records)::integer as records from exchange.heads',
  );
  expect(held?.records).toBe(20);
  two.expectNoErrors();
  await two.close();
});

test('of a snapshot that changes most records and adds many it is drawn how many, and in which fields', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const spoilt = Array.from({ length: 20 }, (_, index) =>
    licence({ number: `L-${index}`, revision: 2, fee: index < 15 ? undefined : '3.00' }),
  );
  const others = Array.from({ length: 11 }, (_, index) => licence({ number: `N-${index}` }));
  await sendSnapshot('spoilt', '2026-03-10T05:00:00Z', [...spoilt, ...others]);
  const { page, expectNoErrors, close } = await openAs(reviewer, '/office/registers', {
    ...{ width: 360, language: 'en' },
  });
  for (const [name, text] of [
    ['Would be changed', '20 of 20'],
    ['Would be added', '11 to 20'],
    ['fee would be emptied', '15 of 20'],
    ['fee would change', '5 of 20'],
  ] as const) {
    const meter = page.getByRole('meter', { name });
    expect(await meter.getAttribute('aria-valuetext')).toBe(text);
  }
  expect(await page.getByRole('meter', { name: 'Would be removed' }).count()).toBe(0);
  await expectAccessible(page, 'a spoilt snapshot');
  await page.getByRole('button', { name: 'Let the file in' }).press('Enter');
  const dialog = page.getByRole('alertdialog');
  await dialog
    .getByText('Of 20 records 0 will be removed and 20 changed, and 11 will be added')
    .waitFor();
  await dialog.getByRole('button', { name: 'Let the file in' }).press('Enter');
  await page.getByText('The file is let in.').waitFor();
  expectNoErrors();
  await close();
});

test('how fresh registers are is drawn and said; who is silent stands first', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  await setUpRegisters(context);
  await context.adminDb.query(
    `update registers.mappings set taken_at = taken_at - interval '5 days' where register = 'orphans'`,
  );
  const { page, expectNoErrors, close } = await openAs(editor, '/office/registers', {
    ...{ width: 360, dark: true },
  });
  await page.getByRole('meter').first().waitFor();
  const registers = page.getByRole('region', { name: 'Vai reģistri ir svaigi' });
  expect(await registers.getByRole('article').count()).toBe(12);
  await registers.getByRole('article').first().getByText('klusē').waitFor();
  expect(await registers.getByText('svaigs', { exact: true }).count()).toBe(11);
  await expectAccessible(page, 'how fresh registers are');
  expectNoErrors();
  await close();
});

test('a permission is asked for, granted by two, suspended and prolonged', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  await context.adminDb.query(`update exchange.versions set state = 'published'`);
  const terms = { ...TERMS, quota: 1_000 };
  const { number } = await applyForPermission(context, {
    ...{ dataSet: LICENCES.code, versions: [1], holder: 'vejaines-pramis', terms },
  });
  const one = await openAs(editor, '/office/permissions', { width: 360 });
  await one.page.getByText('Jūsu iestāde atļaujas nav lūgusi.', { exact: false }).waitFor();
  await expectAccessible(one.page, 'permissions of a source');
  const asked = one.page.getByRole('list', { name: 'Kas lūdz un lasa jūsu datus' });
  await asked.getByRole('link', { name: 'Vējaines prāmis' }).press('Enter');
  await one.page.waitForURL(`**/office/permissions/${number}`);
  await one.page.getByRole('button', { name: 'Piešķirt atļauju' }).press('Enter');
  await one.page.getByText('Viens ir piekritis.').waitFor();
  await expectAccessible(one.page, 'a permission that needs another');

  const two = await openAs(reviewer, `/office/permissions/${number}`, { language: 'en' });
  await two.page.getByRole('button', { name: 'Grant the permission' }).press('Enter');
  await two.page.getByText('in force', { exact: true }).waitFor();
  expect(await two.page.getByRole('meter').getAttribute('aria-valuetext')).toBe('1,000 of 1,000');
  await two.page.getByText('Stop it for a time').press('Enter');
  await two.page.getByLabel('Why', { exact: true }).first().fill('Too many uses in one night');
  await two.page.getByRole('button', { name: 'Suspend the permission' }).press('Enter');
  await two.page.getByText('suspended', { exact: true }).waitFor();
  await two.page.getByText('Let it hold again').press('Enter');
  await two.page.getByLabel('Why', { exact: true }).first().fill('Explained by the holder');
  await two.page.getByRole('button', { name: 'Resume the permission' }).press('Enter');
  await two.page.getByText('in force', { exact: true }).waitFor();
  await expectAccessible(two.page, 'a permission in force');

  const three = await openAs(reader, '/office/permissions', { width: 360, language: 'en' });
  const held = three.page.getByRole('list', { name: 'What you ask for and read' });
  await held.getByRole('link', { name: number }).press('Enter');
  await three.page.getByText('Ask to prolong it').press('Enter');
  await three.page.getByLabel('Last day').fill('2027-12-31');
  await three.page.getByRole('button', { name: 'Ask to prolong the permission' }).press('Enter');
  await three.page.getByText('longer asked for', { exact: true }).waitFor();
  expect(await three.page.getByRole('button', { name: 'Grant the permission' }).count()).toBe(0);
  await expectAccessible(three.page, 'a permission that its holder asks to prolong');
  for (const { expectNoErrors, close } of [one, two, three]) {
    expectNoErrors();
    await close();
  }
});

async function keepRegister() {
  await setUpRegisters(context);
  await addOfficial(context, {
    ...{ name: keeper?.name ?? '', organisation: 'izglitibas-ministrija', roles: ['reviewer'] },
    personId: keeper?.id ?? '',
  });
}

test('who keeps a register sees its mapping in force, tries another one, and sees what it means', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  await keepRegister();
  const { page, expectNoErrors, close } = await openAs(keeper, '/office/registers', { width: 360 });
  const links = page.getByRole('link', { name: 'Kartējums: ko nozīmē ieraksti' });
  await links.first().waitFor();
  expect(await links.count()).toBe(1);
  await links.press('Enter');
  await page.getByText('viis-education@1', { exact: true }).waitFor();
  await page.getByText('Spēkā esošā kartējuma teksts').press('Enter');
  await page.getByRole('region', { name: 'Spēkā esošā kartējuma teksts' }).waitFor();
  await expectAccessible(page, 'a mapping in force');
  await page.getByLabel('Piemēri', { exact: true }).fill(PUPIL);
  await page.getByRole('button', { name: 'Izmēģināt' }).press('Enter');
  const tried = page.getByRole('article', { name: 'Skolniece Āra' });
  await tried.getByText('klase', { exact: true }).waitFor();
  await tried.getByText('no 01.09.2025 līdz 31.08.2026').first().waitFor();
  await tried.getByText('iznāk citādi, nekā gaidīts').waitFor();
  await expectAccessible(page, 'what examples mean');
  const mapping = page.getByRole('textbox', { name: 'Kartējums' });
  await mapping.fill((await mapping.inputValue()).replace('grade: grade', 'grad: grade'));
  await page.getByRole('button', { name: 'Izmēģināt' }).press('Enter');
  const problems = page.getByRole('list', { name: 'Kartējuma tekstā' });
  await problems.getByText('14. rinda').waitFor();
  await problems.getByText('grad: grade').waitFor();
  await expectAccessible(page, 'what is wrong with a mapping');
  expectNoErrors();
  await close();
});

test('a foreign mapping is refused, and one of a new register is tried by itself', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  await setUpRegisters(context);
  const other = await openAs(editor, '/office/registers/education', { language: 'en' });
  await other.page.getByRole('alert').waitFor();
  other.expectNoErrors(/403/);
  await other.page.goto('/office/mapping');
  await other.page.getByRole('button', { name: 'Try it' }).press('Enter');
  await other.page.getByRole('list', { name: 'In the text of the mapping' }).waitFor();
  await expectAccessible(other.page, 'the mapping of a new register');
  await other.close();
});

const PUPIL = `examples:
  - name: Skolniece Āra
    record:
      personalCode: 320000-00001
      changedAt: 2026-03-10T12:00:00Z
      holdsSince: 2025-09-01
      enrolments:
        - { schoolYear: 2025/2026, institution: "98000100001", territory: "0001000",
            stage: basic, kind: general, grade: 4, from: 2025-09-01, to: 2026-09-01 }
    facts: [[grade, 5, 2025-09-01, 2026-09-01]]
`;

test('that many end is asked of a reviewer of who keeps the register; of an empty data set that it is filled', {
  timeout: TEST_TIMEOUT_MS,
}, async () => {
  const asking = (count: number) =>
    context.adminDb.query(
      `update registers.followed set absent = 'ask', absent_count = $1, absent_held = 271034,
         absent_since = '2026-03-10T10:00:00Z' where register = 'education'`,
      [count],
    );
  await asking(271_034);
  const one = await openAs(keeper, '/office/registers', { width: 360 });
  const registers = one.page.getByRole('region', { name: 'Vai reģistri ir svaigi' });
  const first = registers.getByRole('article').first();
  await first.getByText('Datu kopa ir tukša: vispirms piepildiet to').waitFor();
  expect(await first.getByRole('button').count()).toBe(0);
  await context.adminDb.query(
    `update exchange.heads set records = 200000 where version_id = (
       select version.id from exchange.versions version
       join exchange.data_sets set on set.id = version.data_set_id
       where set.code = 'viis-education')`,
  );
  await asking(71_034);
  await one.page.reload();
  await first.getByText('71 034 no 271 034').waitFor();
  await expectAccessible(one.page, 'many facts that wait');
  await asking(71_000);
  const end = async () => {
    await first.getByRole('button', { name: 'Izbeigt tos' }).press('Enter');
    const dialog = one.page.getByRole('alertdialog');
    await dialog.getByRole('button', { name: 'Izbeigt tos' }).press('Enter');
  };
  await end();
  await one.page.getByText('Skaits kopš tā laika ir mainījies.').waitFor();
  await first.getByText('71 000 no 271 034').waitFor();
  await end();
  await one.page.getByText('Apstiprināts.').waitFor();
  expect(await first.getByRole('button').count()).toBe(0);
  one.expectNoErrors(/409/);
  await one.close();

  await context.adminDb.query(
    `insert into entitlements.statement_sources (data_set, version, kind, added_at, absent_count,
       absent_held, absent_since)
     values ('vejaine-licences', 1, 'grants', now(), 12, 40, '2026-03-10T10:00:00Z')`,
  );
  await context.adminDb.query(`update exchange.versions set state = 'published'`);
  const two = await openAs(editor, '/office/registers', { width: 360, language: 'en' });
  await two.page.getByText('12 of 40').waitFor();
  await two.page.getByText('An official with the role of a reviewer decides, of who').waitFor();
  await expectAccessible(two.page, 'grants that wait, for an editor');
  await two.close();
  const three = await openAs(reviewer, '/office/registers', { width: 1_200, language: 'en' });
  await three.page.getByRole('button', { name: 'End them' }).press('Enter');
  const dialog = three.page.getByRole('alertdialog');
  await dialog.getByText('Of 40 granted reliefs 12 will end.').waitFor();
  await dialog.getByRole('button', { name: 'End them' }).press('Enter');
  await three.page.getByText('Confirmed. They end now').waitFor();
  expect(await three.page.getByText('12 of 40').count()).toBe(0);
  three.expectNoErrors();
  await three.close();
});
