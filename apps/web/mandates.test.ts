import { expect, test } from 'vitest';
import { expectAccessible } from './testing/accessibility.ts';
import { focusedName, openBrowser, openPage } from './testing/browser.ts';
import { openCountry } from './testing/open-country.ts';
import { enterAs } from './testing/sign-in.ts';

const country = await openCountry();
const browser = await openBrowser();
const [anna, bruno] = country.fixture.residents;
if (!anna || !bruno) throw new Error('The fixture has two residents.');
const { outsider } = country.fixture;

test('a mandate is given, used for what it says, seen and revoked, with the keyboard alone', async () => {
  const giver = await openPage(browser, country.baseUrl, { width: 320 });
  await enterAs(giver.page, country, { ...anna, path: '/me/mandates' });
  await giver.page.getByLabel('Vārds un uzvārds').fill(bruno.name);
  await giver.page.getByLabel('Personas kods').fill(bruno.personalCode);
  await giver.page.getByLabel('redzēt atvieglojumus un to pamatojumu').press('Space');
  await expectAccessible(giver.page, 'a mandate to give');
  await giver.page.getByRole('button', { name: 'Dot pilnvarojumu' }).press('Enter');
  await giver.page.getByRole('heading', { name: 'Apstipriniet pilnvarojumu' }).waitFor();
  await expectAccessible(giver.page, 'a mandate to confirm');
  await giver.page.getByRole('button', { name: 'Esmu apstiprinājis, dot' }).press('Enter');
  await giver.page.getByText('Pilnvarojums ir dots.').waitFor();
  await giver.page.getByRole('heading', { name: bruno.name, level: 3 }).waitFor();

  const holder = await openPage(browser, country.baseUrl, { dark: true });
  await enterAs(holder.page, country, { ...bruno, path: '/me/mandates' });
  await holder.page.getByRole('button', { name: `Rīkoties kā ${anna.name}` }).press('Enter');
  await holder.page.getByText(`Jūs rīkojaties citas personas vārdā: ${anna.name}`).waitFor();
  await holder.page.getByRole('article').first().waitFor();
  const tabs = holder.page.getByRole('navigation').getByRole('link');
  expect(await tabs.allInnerTexts()).toEqual(['Atvieglojumi', 'Pilnvarojumi']);
  await expectAccessible(holder.page, "another's reliefs");
  await holder.page.goto('/me/cards');
  await holder.page.getByText('Jūsu pilnvarojums šo neaptver.').first().waitFor();

  await giver.page.reload();
  await giver.page.getByText('Kas darīts pēc šī pilnvarojuma').click();
  await giver.page.getByText('skatīti atvieglojumi').waitFor();
  await expectAccessible(giver.page, 'a mandate and what was done under it');
  await giver.page.getByRole('button', { name: 'Atsaukt' }).press('Enter');
  await giver.page.getByRole('alertdialog').getByRole('button', { name: 'Atsaukt' }).press('Enter');
  await giver.page.getByText('Atsaukts', { exact: true }).waitFor();

  await holder.page.goto('/me/reliefs');
  await holder.page.getByText('vairs rīkoties nevarat').first().waitFor();
  await holder.page.getByRole('button', { name: 'Atgriezties pie sava profila' }).press('Enter');
  await holder.page
    .getByText('Jums nav dots')
    .or(holder.page.getByText('Atsaukts'))
    .first()
    .waitFor();
  expect(await holder.page.getByText('citas personas vārdā').count()).toBe(0);
  await giver.close();
  await holder.close();
});

test('what may be passed on is passed on, and seen by its giver, with the keyboard alone', async () => {
  const giver = await openPage(browser, country.baseUrl, { width: 320 });
  await enterAs(giver.page, country, { ...bruno, path: '/me/mandates' });
  await giver.page.getByLabel('Vārds un uzvārds').fill(anna.name);
  await giver.page.getByLabel('Personas kods').fill(anna.personalCode);
  await giver.page.getByLabel('pārvaldīt kartes').press('Space');
  await giver.page.getByLabel('Drīkst nodot tālāk citai personai').press('Space');
  await giver.page.getByRole('button', { name: 'Dot pilnvarojumu' }).press('Enter');
  await giver.page.getByText('var nodot tālāk').waitFor();
  await giver.page.getByRole('button', { name: 'Esmu apstiprinājis, dot' }).press('Enter');
  await giver.page.getByText('Pilnvarojums ir dots.').waitFor();

  const holder = await openPage(browser, country.baseUrl);
  await enterAs(holder.page, country, { ...anna, path: '/me/mandates' });
  await holder.page.getByText('To drīkst nodot tālāk.').waitFor();
  await holder.page.getByRole('button', { name: 'Nodot tālāk' }).press('Enter');
  const form = holder.page.getByRole('region', { name: /^Nodot tālāk pilnvarojumu/ });
  await form.getByRole('heading').waitFor();
  expect(await focusedName(holder.page)).toContain(bruno.name);
  expect(await form.getByRole('checkbox').count()).toBe(1);
  await form.getByLabel('Vārds un uzvārds').fill(outsider.name);
  await form.getByLabel('Personas kods').fill(outsider.personalCode);
  await form.getByLabel('pārvaldīt kartes').press('Space');
  await expectAccessible(holder.page, 'a mandate to pass on');
  await form.getByRole('button', { name: 'Nodot tālāk' }).press('Enter');
  await holder.page.getByRole('button', { name: 'Esmu apstiprinājis, dot' }).press('Enter');
  await holder.page.getByRole('heading', { name: outsider.name, level: 3 }).waitFor();
  await giver.page.reload();
  await giver.page.getByRole('heading', { name: outsider.name, level: 3 }).waitFor();
  await giver.page.getByText(`Nodots tālāk; pilnvarojuma devējs: ${bruno.name}`).waitFor();
  await expectAccessible(giver.page, 'a mandate that was passed on');
  await giver.close();
  await holder.close();
});

test('many mandates are shown page by page', async () => {
  const { context } = country;
  const ids = Array.from({ length: 51 }, () => context.ids.next());
  await context.adminDb.query(
    `insert into identity.mandates
       (id, giver_id, holder_id, acts, valid_from, valid_to, may_pass_on, given_at)
     select id, $2::uuid, $3::uuid, array['see-reliefs'], '2020-01-01'::date + number::integer,
       '2020-01-02'::date + number::integer, false, now()
     from unnest($1::uuid[]) with ordinality as one (id, number)`,
    [ids, outsider.id, anna.id],
  );
  const { page, close } = await openPage(browser, country.baseUrl);
  await enterAs(page, country, { ...outsider, path: '/me/mandates' });
  const given = page.getByRole('region', { name: 'Jūs esat devis' });
  await given.getByRole('heading', { level: 3 }).first().waitFor();
  expect(await given.getByRole('heading', { level: 3 }).count()).toBeLessThan(51);
  await page.getByRole('button', { name: 'Rādīt vecākus' }).press('Enter');
  await given.getByRole('heading', { level: 3 }).nth(50).waitFor();
  expect(await page.getByRole('button', { name: 'Rādīt vecākus' }).count()).toBe(0);
  await close();
});
