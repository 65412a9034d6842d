import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_FOLDER } from '../../../platform/config/config.ts';

const page = join(PROJECT_FOLDER, 'docs/reference/sign-on-conformance.md');

/** Rows of the tables: the last cell names a test file and the title of a test in it. */
const ROWS = readFileSync(page, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !/^\| (requirement|attack|---)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

test('every requirement of the profiles names how it is met, and a test', () => {
  expect(ROWS.length).toBeGreaterThan(35);
  for (const [, requirement, how, named = ''] of ROWS) {
    expect(how, requirement).not.toBe('');
    expect(named, requirement).toMatch(/^`[^`]+\.test\.ts`: ./);
  }
});
