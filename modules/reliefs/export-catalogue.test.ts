import { expect, test } from 'vitest';
import { Refusal } from '../../platform/errors/refusal.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { classifiersFromFiles } from '../classifiers/index.ts';
import { exportCatalogue, exportCatalogueJson, filesOfCatalogue } from './export-catalogue.ts';
import { fillCatalogue } from './publishing/import-reliefs.ts';
import { readReliefFiles } from './text/read-relief-files.ts';

const codes = classifiersFromFiles();
const first = await testContext();
const [fromFiles, fromJson] = [await testContext(), await testContext()];

test('what is exported fills an empty catalogue, and is exported again byte for byte', async () => {
  const published = await fillCatalogue(first, readReliefFiles(), codes);
  const files = await exportCatalogue(first);
  const json = await exportCatalogueJson(first);
  expect(files).toHaveLength(published?.length ?? 0);
  expect(files.length).toBeGreaterThan(18);
  await fillCatalogue(fromFiles, files, codes);
  await fillCatalogue(fromJson, filesOfCatalogue({ file: 'all.json', text: json }), codes);
  for (const context of [fromFiles, fromJson]) {
    expect(await exportCatalogue(context)).toEqual(files);
    expect(await exportCatalogueJson(context)).toBe(json);
  }
});

test('a problem in a JSON catalogue names the relief', () => {
  const text = '{"reliefs":[{"code":"A-B"},{"kind":"x"},null]}';
  const names = filesOfCatalogue({ file: 'all.json', text }).map(({ file }) => file);
  expect(names).toEqual(['all.json#A-B', 'all.json#2', 'all.json#3']);
});

test.each(['{', '[]', 'null', '{"reliefs":{}}'])('%s is no catalogue', (text) => {
  expect(() => filesOfCatalogue({ file: 'all.json', text })).toThrow(
    new Refusal('catalogue-malformed'),
  );
});
