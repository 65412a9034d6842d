import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT_FOLDER } from '../platform/config/config.ts';

const page = readFileSync(join(PROJECT_FOLDER, 'docs/explanation/threats.md'), 'utf8');
const ROWS = page
  .split('\n')
  .filter((line) => /^\| (?!---|id|attack|class|what)/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

/** Requirements of the standard: 70 of level 1 and 183 of level 2, of which 7 are of WebRTC. */
const PASSWORDS = ['6.1.2', ...Array.from({ length: 12 }, (_, index) => `6.2.${index + 1}`)];

test('every requirement of levels 1 and 2 has its row, and none has two', () => {
  const ids = ROWS.map(([, id = '']) => id).filter((id) => /^\d+\.\d+\.\d+$/.test(id));
  expect(new Set(ids).size).toBe(ids.length);
  const levels = ROWS.map(([, id = '', level]) => (/^\d/.test(id) ? level : undefined));
  const rows = (level: string) => levels.filter((one) => one === level).length;
  const ofPasswords = { '1': 8, '2': 5 };
  expect(PASSWORDS).toHaveLength(ofPasswords['1'] + ofPasswords['2']);
  expect(rows('1') + ofPasswords['1']).toBe(70);
  expect(rows('2') + ofPasswords['2'] + 7).toBe(183);
});
