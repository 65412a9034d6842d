import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { classifiersFromFiles } from '../modules/classifiers/index.ts';
import { readPageExamples } from './page-examples.ts';
import { runPageExample } from './run-page-example.ts';

const PAGES = ['docs/reference/relief-language.md'];
const ROOT = new URL('../', import.meta.url);
const vocabulary = fileURLToPath(new URL('examples/vocabulary', import.meta.url));
const classifiers = classifiersFromFiles({ vocabulary });

describe.each(PAGES)('%s', (page) => {
  const examples = readPageExamples(page, readFileSync(new URL(page, ROOT), 'utf8'));

  test('has examples', () => {
    expect(examples.length).toBeGreaterThan(3);
  });

  describe.each(examples)('$place', (example) => {
    const run = runPageExample(example, classifiers);

    test.each(example.rows)('$place', (row) => {
      const found = run(row);
      expect(Object.keys(found).length).toBeGreaterThan(0);
      expect(row.cells).toMatchObject(found);
    });
  });
});
