import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { classifiersFromFiles } from '../modules/classifiers/index.ts';
import { readPageExamples } from './page-examples.ts';
import { runPageExample } from './run-page-example.ts';

const ROOT = new URL('../', import.meta.url);
const CORPORA = 'reliefs/examples/corpora/';
const PAGES = [
  'docs/reference/relief-language.md',
  ...readdirSync(new URL(CORPORA, ROOT)).map((name) => `${CORPORA}${name}`),
];
const vocabulary = fileURLToPath(new URL('examples/vocabulary', import.meta.url));
const classifiers = classifiersFromFiles({ vocabulary });

describe.each(PAGES)('%s', (page) => {
  const examples = readPageExamples(page, readFileSync(new URL(page, ROOT), 'utf8'));

  test('has examples', () => {
    expect(examples.length).toBeGreaterThan(0);
  });

  describe.each(examples)('$place', (example) => {
    test.each(example.rows)('$place', (row) => {
      const found = runPageExample(example, row, classifiers);
      expect(Object.keys(found).length).toBeGreaterThan(0);
      expect(row.cells).toMatchObject(found);
    });
  });
});
