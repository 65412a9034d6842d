import { expect, test } from 'vitest';
import { type Context, contextOf } from '../../../platform/context.ts';
import { type TestContext, testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { listOrganisations } from '../../persons/index.ts';
import {
  defineDataSet,
  endDataSet,
  listDataSets,
  proposeDataSet,
  publishDataSet,
} from '../index.ts';
import { LICENCES_TEXT, licencesWith } from '../testing/licences.ts';
import { describeDataSet } from './list-data-sets.ts';

const NAME = { code: 'vejaine-licences', version: 1 };
const SECOND: [string, string] = ['version: 1', 'version: 2'];
const BREAKING: [string, string] = ['validFrom: since\n', ''];
const FEE: [string, string] = ['name: fee', 'name: price'];

async function opened(): Promise<TestContext> {
  const context = await testContext();
  await vejaine(context);
  return context;
}

async function published(): Promise<TestContext> {
  const context = await opened();
  await define(context, LICENCES_TEXT);
  await proposeDataSet(context, NAME);
  await publishDataSet(context, NAME);
  return context;
}

function define(context: Context, text: string) {
  return defineDataSet(context, { file: 'licences.yaml', text });
}

test('a data set goes from the sandbox over the proposal to publication', async () => {
  const context = await opened();
  const added = { ...NAME, state: 'sandbox', revision: 1 };
  expect(await define(context, LICENCES_TEXT)).toEqual({ ...added, outcome: 'added' });
  expect(await define(context, LICENCES_TEXT)).toEqual({ ...added, outcome: 'unchanged' });
  expect(await define(context, licencesWith(BREAKING))).toMatchObject({
    state: 'sandbox',
    revision: 2,
  });
  await define(context, LICENCES_TEXT);
  await expect(publishDataSet(context, NAME)).rejects.toMatchObject({
    code: 'data-set-state-wrong',
  });
  await proposeDataSet(context, NAME);
  await expect(proposeDataSet(context, NAME)).rejects.toMatchObject({
    code: 'data-set-state-wrong',
  });
  await publishDataSet(context, NAME);
  expect(await describeDataSet(context, NAME)).toMatchObject({ state: 'published', revision: 3 });
});

test('a proposal stays one over a compatible change, and goes back over a breaking one', async () => {
  const context = await opened();
  await define(context, LICENCES_TEXT);
  await proposeDataSet(context, NAME);
  const renamed = licencesWith(['Fishing licences', 'Licences']);
  expect(await define(context, renamed)).toMatchObject({ state: 'proposed' });
  expect(await define(context, licencesWith(FEE))).toMatchObject({ state: 'sandbox' });
});

test('what publication needs is told', async () => {
  const context = await opened();
  await define(context, licencesWith(['updates: daily\n', ''], ['licence: closed\n', '']));
  await expect(proposeDataSet(context, NAME)).rejects.toMatchObject({
    code: 'data-set-incomplete',
    details: { missing: ['updates', 'licence'] },
  });
});

test('a published version changes in compatible ways alone', async () => {
  const context = await published();
  const renamed = licencesWith(['Fishing licences', 'Licences']);
  expect(await define(context, renamed)).toMatchObject({ state: 'published', revision: 2 });
  await expect(define(context, licencesWith(FEE))).rejects.toMatchObject({
    code: 'data-set-change-breaks',
    details: { changes: [{ at: 'fields.fee', change: 'removed' }] },
  });
});

test('an end that was announced for the trial is none of what is published', async () => {
  const context = await opened();
  await define(context, LICENCES_TEXT);
  await endDataSet(context, NAME, '2026-03-12');
  expect(await describeDataSet(context, NAME)).toMatchObject({ endsOn: '2026-03-12' });
  await proposeDataSet(context, NAME);
  await publishDataSet(context, NAME);
  expect(await describeDataSet(context, NAME)).toMatchObject({ state: 'published', endsOn: null });
});

test('a breaking change stands beside, and the end of the one before is announced', async () => {
  const context = await published();
  await expect(define(context, licencesWith(['version: 1', 'version: 3']))).rejects.toMatchObject({
    code: 'data-set-version-not-next',
    details: { next: 2 },
  });
  expect(await define(context, licencesWith(SECOND, FEE))).toMatchObject({
    version: 2,
    outcome: 'added',
  });
  await expect(endDataSet(context, NAME, '2026-04-09')).rejects.toMatchObject({
    code: 'data-set-end-too-soon',
    details: { soonest: '2026-04-10' },
  });
  await endDataSet(context, NAME, '2026-04-10');
  context.clock.set('2026-04-09T20:00:00Z');
  expect(await describeDataSet(context, NAME)).toMatchObject({
    state: 'published',
    endsOn: '2026-04-10',
  });
  // Midnight in Riga.
  context.clock.set('2026-04-09T21:00:00Z');
  expect(await describeDataSet(context, NAME)).toMatchObject({ state: 'retired' });
  const retired = { code: 'data-set-retired' };
  await expect(define(context, LICENCES_TEXT)).rejects.toMatchObject(retired);
  await expect(endDataSet(context, NAME, '2027-01-01')).rejects.toMatchObject(retired);
  const page = await listDataSets(context, { after: NAME, limit: 10 });
  expect(page).toMatchObject([{ version: 2, state: 'sandbox' }]);
});

test('who is not the institution of the text defines nothing', async () => {
  const context = await opened();
  const text = licencesWith(['institution: m-0099000', 'institution: nobody']);
  await expect(define(context, text)).rejects.toMatchObject({ code: 'institution-unknown' });
  await define(context, LICENCES_TEXT);
  const taken = licencesWith(['institution: m-0099000', 'institution: vejaines-pramis']);
  const { id: organisationId } = (await listOrganisations(context, ['vejaines-pramis']))[0] ?? {};
  const actor = { kind: 'information-system', systemId: context.ids.next() } as const;
  const machine = { ...actor, organisationId: organisationId ?? '' };
  // The second sees the rows of its institution alone.
  for (const asking of [context, contextOf(context, machine, { isRare: true })]) {
    await expect(define(asking, taken)).rejects.toMatchObject({ code: 'data-set-of-another' });
  }
});

test('a text with problems changes nothing and tells them all', async () => {
  const context = await opened();
  await expect(
    define(context, licencesWith(['updates:', 'update:'], ['licence:', 'lisence:'])),
  ).rejects.toMatchObject({
    code: 'data-set-text-invalid',
    details: {
      problems: [
        {
          code: 'field-unknown',
          line: 7,
          lv: expect.any(String),
          en: expect.stringMatching(/updates/),
        },
        { code: 'field-unknown', line: 11 },
      ],
    },
  });
  expect(await listDataSets(context, { after: null, limit: 10 })).toEqual([]);
});

test('of two who define a new version at once, one adds it and the other finds it', async () => {
  const context = await opened();
  const both = await Promise.all([define(context, LICENCES_TEXT), define(context, LICENCES_TEXT)]);
  expect(both.map(({ outcome }) => outcome).sort()).toEqual(['added', 'unchanged']);
});
