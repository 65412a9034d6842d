import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import en from './en.json' with { type: 'json' };
import lv from './lv.json' with { type: 'json' };

/** Latvian counts zero (0, 10–20, 30 …), one and other; English one and other. */
const PLURAL = /_(zero|one|other)$/;
const KEY_IN_CODE = /\bt\(\s*'([a-zA-Z.-]+)'/g;

type Tree = { [key: string]: string | Tree };

function flat(tree: Tree, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value]] : [...flat(value, `${prefix}${key}.`)],
    ),
  );
}

function namesOf(texts: Map<string, string>): Set<string> {
  return new Set([...texts.keys()].map((key) => key.replace(PLURAL, '')));
}

function placesIn(text: string): string[] {
  return (text.match(/\{\{\w+\}\}/g) ?? []).sort();
}

const latvian = flat(lv);
const english = flat(en);

test('both languages say the same things', () => {
  expect([...namesOf(english)].sort()).toEqual([...namesOf(latvian)].sort());
});

test('no text is empty, and both have the same places to fill', () => {
  for (const [key, text] of [...latvian, ...english]) expect(text.trim(), key).not.toBe('');
  for (const [key, text] of english) {
    const other = latvian.get(key);
    if (other !== undefined) expect(placesIn(text), key).toEqual(placesIn(other));
  }
});

test('what is counted has every plural of its language', () => {
  const counted = [...latvian.keys()].filter((key) => PLURAL.test(key));
  for (const name of new Set(counted.map((key) => key.replace(PLURAL, '')))) {
    expect(['_zero', '_one', '_other'].filter((end) => !latvian.has(name + end))).toEqual([]);
    expect(['_one', '_other'].filter((end) => !english.has(name + end))).toEqual([]);
  }
});

test('every text that the screens name exists', () => {
  const root = join(import.meta.dirname, '..');
  const names = namesOf(latvian);
  const screens = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.tsx?$/.test(path) && !path.startsWith('dist'),
  );
  for (const path of screens) {
    for (const match of readFileSync(join(root, path), 'utf8').matchAll(KEY_IN_CODE)) {
      expect(names, `${path} names ${match[1]}`).toContain(match[1]);
    }
  }
});
