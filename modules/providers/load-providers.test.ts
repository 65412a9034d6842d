import { expect, test } from 'vitest';
import { testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import { listItems, listTerminals, loadProviders } from './index.ts';

const context = await testContext();
const fixture = await vejaine(context);

const statements = {
  providers: [
    {
      organisation: 'vejaines-pramis',
      pointsOfService: [
        {
          code: 'otra-piestatne',
          name: { lv: 'Otra piestātne', en: 'The other pier' },
          territory: '0099110',
        },
      ],
      ids: [
        {
          code: 'pramis-2',
          name: 'Otras piestātnes kases',
          terminals: [{ code: 'otra-1', pointOfService: 'otra-piestatne' }],
        },
      ],
      items: [
        {
          code: 'bicycle',
          class: 'ferry-crossing',
          name: { lv: 'Velosipēds', en: 'Bicycle' },
          unitPriceCents: 100,
          taxBasisPoints: 1200,
        },
      ],
    },
  ],
  agreements: [
    {
      grantor: 'm-0099000',
      provider: 'vejaines-pramis',
      number: 'VP-2026/2',
      from: '2026-01-01',
      to: null as string | null,
      settlementDays: 14,
      reliefs: ['VEJAINE-FERRY'],
    },
  ],
};
const [provider] = statements.providers;
const [agreement] = statements.agreements;
if (!provider || !agreement) throw new Error('There is one of each.');

async function agreedIds(): Promise<string[]> {
  const rows = await context.db.query<{ id: string }>(
    'select id from providers.agreement_reliefs order by id',
  );
  return rows.map((row) => row.id);
}

test('what is stated is written once, and ids stay', async () => {
  const loaded = await loadProviders(context, statements);
  expect(loaded).toEqual({ providers: 1, agreements: 1, written: 6 });
  const before = await agreedIds();
  expect(await loadProviders(context, statements)).toMatchObject({ written: 0 });
  const ended = { ...statements, agreements: [{ ...agreement, to: '2026-03-01' }] };
  expect(await loadProviders(context, ended)).toMatchObject({ written: 1 });
  expect(await agreedIds()).toEqual(before);
});

test.each([
  ['organisation-unknown', { ...statements, providers: [{ ...provider, organisation: 'nobody' }] }],
  [
    'agreement-period-wrong',
    { ...statements, agreements: [{ ...agreement, to: agreement.from, number: 'X' }] },
  ],
  [
    'relief-not-published',
    { ...statements, agreements: [{ ...agreement, reliefs: ['NO-SUCH'], number: 'Y' }] },
  ],
])('%s: nothing is written', async (code, content) => {
  const before = await rows();
  await expect(loadProviders(context, content)).rejects.toMatchObject({ code });
  expect(await rows()).toEqual(before);
});

async function rows(): Promise<unknown[]> {
  return await context.db.query(
    `select (select count(*) from providers.agreements) as agreements,
       (select count(*) from providers.items) as items,
       (select count(*) from providers.terminals) as terminals`,
  );
}

test('a catalogue and the terminals are read a page at a time', async () => {
  const asIds = context.as({
    kind: 'ids',
    idsId: fixture.idsId,
    organisationId: fixture.providerId,
  });
  const first = await listItems(asIds, { after: '', limit: 2 });
  const second = await listItems(asIds, { after: first.at(-1)?.code ?? '', limit: 2 });
  expect([...first, ...second].map(({ code }) => code)).toEqual(['bicycle', 'coffee', 'crossing']);
  const terminals = await listTerminals(asIds, { after: '', limit: 10 });
  expect(terminals.map(({ code }) => code)).toEqual(['pramis-1', 'pramis-2']);
});
