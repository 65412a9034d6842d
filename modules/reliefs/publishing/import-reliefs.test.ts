import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { type TestContext, testContext } from '../../../platform/testing/test-context.ts';
import { classifiersFromFiles } from '../../classifiers/index.ts';
import { exportRelief } from '../export-relief.ts';
import { getRelief, makeCatalogueReader, readCatalogue } from '../read-catalogue.ts';
import { readRelief } from '../relief-text.ts';
import { importReliefs } from './import-reliefs.ts';

const codes = classifiersFromFiles();

const FIRST = `  - from: 2024-01-01
    who: { fact: residence, within: grantor }
    benefits:
      - { on: [city-transport], give: { percent: 50, upTo: 1.5 } }
      - { on: [museum-entrance], give: { spendPoints: 100, worth: 1 } }
    quotas: [{ per: person, in: day, units: 2 }, { per: household, in: month, amount: 20.5 }]
    budget: { amount: 1000, in: year }
    shares: [{ grantor: m-0099000, amount: 1.07 }, { grantor: m-0001000, rest: true }]
`;
const SECOND = FIRST.replace('2024-01-01', '2027-01-01').replace('percent: 50', 'percent: 60');

function fileOf(versions: string, code = 'TEST-CITY') {
  const text = `code: ${code}
kind: discount
name: { lv: Pilsēta, en: City }
label: { lv: Pilsēta, en: City }
categories: [residents]
grantor: { municipalityOf: residence }
act: Rules
source: Invented
assumptions: [Nothing is left open.]
versions:
${versions}`;
  return { file: `${code.toLowerCase()}.yaml`, text };
}

async function refusalOf(context: TestContext, versions: string): Promise<string> {
  try {
    await importReliefs(context, [fileOf(versions)], codes);
    return 'none';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

const context = await testContext();

describe('importing', () => {
  test('publishes, and the same files again change nothing', async () => {
    const files = [fileOf(FIRST), fileOf(FIRST, 'TEST-OTHER')];
    expect(await importReliefs(context, files, codes)).toEqual([
      { code: 'TEST-CITY', versionsAdded: [1], versionsEnded: [] },
      { code: 'TEST-OTHER', versionsAdded: [1], versionsEnded: [] },
    ]);
    expect(await importReliefs(context, files, codes)).toEqual([]);
    const acts = await context.adminDb.query('select act from audit.records');
    expect(acts).toEqual([{ act: 'reliefs.import' }, { act: 'reliefs.import' }]);
  });

  test('a name may change, for it changes nobody’s rights', async () => {
    const file = fileOf(FIRST);
    const renamed = { ...file, text: file.text.replace('lv: Pilsēta', 'lv: Pilsētas') };
    const [changed] = await importReliefs(context, [renamed], codes);
    expect(changed).toEqual({ code: 'TEST-CITY', versionsAdded: [], versionsEnded: [] });
    expect((await getRelief(context, 'TEST-CITY')).name.lv).toBe('Pilsētas');
  });

  const refused: [string, string, string][] = [
    ['another percentage', FIRST.replace('50', '51'), 'published-version-changed'],
    ['another first day', FIRST.replace('2024', '2023'), 'published-version-changed'],
    [
      'another version before it',
      `${SECOND.replace('2027', '2020').replace('who', 'to: 2024-01-01\n    who')}${FIRST}`,
      'published-version-changed',
    ],
    [
      'an end in the past',
      FIRST.replace('who', 'to: 2026-03-10\n    who'),
      'published-end-changed',
    ],
    ['a broken file', FIRST.replace('residence', 'residense'), 'relief-files-invalid'],
    ['a version before the other ends', `${FIRST}${SECOND}`, 'relief-files-invalid'],
  ];
  test.each(refused)('refuses %s', async (_, versions, expected) => {
    expect(await refusalOf(context, versions)).toBe(expected);
  });

  test('refuses another grantor for what is published', async () => {
    const file = fileOf(FIRST);
    const text = file.text.replace('grantor: { municipalityOf: residence }', 'grantor: m-0001000');
    await expect(importReliefs(context, [{ ...file, text }], codes)).rejects.toThrow(
      'published-version-changed',
    );
  });

  test('an open version gives way to the next one', async () => {
    const ended = FIRST.replace('who', 'to: 2027-01-01\n    who');
    expect(await importReliefs(context, [fileOf(`${ended}${SECOND}`)], codes)).toEqual([
      {
        code: 'TEST-CITY',
        versionsAdded: [2],
        versionsEnded: [{ version: 1, to: '2027-01-01' }],
      },
    ]);
    expect(await refusalOf(context, ended)).toBe('published-version-missing');
    expect(await refusalOf(context, `${FIRST}${SECOND.replace('2027', '2028')}`)).not.toBe('none');
  });

  test('a refusal leaves nothing behind', async () => {
    const bad = fileOf(FIRST.replace('50', '51'));
    const good = fileOf(FIRST, 'TEST-NEW');
    await expect(importReliefs(context, [good, bad], codes)).rejects.toThrow(Refusal);
    await expect(getRelief(context, 'TEST-NEW')).rejects.toThrow('relief-unknown');
  });

  test('two imports at once give one catalogue', async () => {
    const file = fileOf(FIRST, 'TEST-TWINS');
    const outcomes = await Promise.all([1, 2, 3].map(() => importReliefs(context, [file], codes)));
    expect(outcomes.filter((outcome) => outcome.length > 0)).toHaveLength(1);
  });
});

test('the application cannot change what a published version says', async () => {
  const change = `update reliefs.instructions set content = '{}'`;
  await expect(context.db.query(change)).rejects.toThrow('permission denied');
});

test('an exported relief reads as the one that was imported', async () => {
  const text = await exportRelief(context, 'TEST-OTHER');
  expect(parse(text)).toEqual(parse(fileOf(FIRST, 'TEST-OTHER').text));
  expect(readRelief({ file: 'x', text }, codes).ok).toBe(true);
});

test('the catalogue in memory follows the database within five seconds', async () => {
  const read = makeCatalogueReader();
  const first = await read(context);
  expect(first).toEqual(await readCatalogue(context));
  await importReliefs(context, [fileOf(FIRST, 'TEST-LATER')], codes);
  expect(await read(context)).toBe(first);
  context.clock.advance(5_000);
  expect((await read(context)).map(({ code }) => code)).toContain('TEST-LATER');
});
