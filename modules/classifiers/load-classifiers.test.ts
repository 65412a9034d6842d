import { expect, test } from 'vitest';
import { testContext } from '../../platform/testing/test-context.ts';
import { classifiersFromFiles, loadClassifiers, readClassifiers } from './index.ts';
import { readContentFiles, readSchemeFiles } from './read-classifier-files.ts';
import type { Scheme } from './scheme.ts';

const context = await testContext();

test('what is loaded is read back, and loading again changes nothing', async () => {
  await loadClassifiers(context);
  const before = await written();
  await loadClassifiers(context);
  expect(await written()).toEqual(before);

  const fromDatabase = await readClassifiers(context);
  const fromFiles = classifiersFromFiles();
  expect(fromDatabase.calendar).toEqual(fromFiles.calendar);
  const byCode = fromFiles.factKinds.toSorted((a, b) => (a.code < b.code ? -1 : 1));
  expect(fromDatabase.factKinds).toEqual(byCode);
  expect(fromDatabase.includes('goods-and-services', 'transport', 'train-single')).toBe(true);
  expect(fromDatabase.includes('territories', 'rural', '0020110')).toBe(true);
  expect(fromDatabase.name('territories', '0001000')).toEqual({ lv: 'Rīga', en: 'Riga' });
  expect(fromDatabase.schemes.map((scheme) => scheme.code)).toEqual(
    fromFiles.schemes.map((scheme) => scheme.code).sort(),
  );
});

test('a scheme is loaded whole: what it no longer states goes', async () => {
  const schemes: Scheme[] = readSchemeFiles().filter((scheme) => scheme.code === 'study-forms');
  const shorter = schemes.map((scheme) => ({ ...scheme, concepts: scheme.concepts.slice(0, 2) }));
  await loadClassifiers(context, { ...readContentFiles(), schemes: shorter });
  const classifiers = await readClassifiers(context);
  expect(classifiers.has('study-forms', 'full-time')).toBe(true);
  expect(classifiers.has('study-forms', 'distance')).toBe(false);
  expect(classifiers.has('pensions', 'old-age')).toBe(true);
  await loadClassifiers(context);
});

/** The transaction that last wrote each table: it stays when nothing is written. */
async function written() {
  return await context.db.query(
    `select 'concepts' as of, max(xmin::text::bigint) from classifiers.concepts
     union all select 'members', max(xmin::text::bigint) from classifiers.collection_members
     union all select 'kinds', max(xmin::text::bigint) from classifiers.fact_kinds
     union all select 'days', max(xmin::text::bigint) from classifiers.calendar_days`,
  );
}
