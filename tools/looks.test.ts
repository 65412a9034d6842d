import { expect, test } from 'vitest';
import { LOOK_ACTS, LOOKS, PURPOSES } from '../modules/persons/index.ts';
import { isTest, listSources } from './tree.ts';

/** Where officials ask. Here the person is what a search is about, and the record is one of a look. */
const SEARCH = 'modules/identity/auditing/search-audit.ts';

const sources = listSources().filter(
  ({ path }) => path.startsWith('modules/') && !isTest(path) && !path.includes('/looks/'),
);

test('who asks as an official and looks at a person says for what', () => {
  const silent = sources
    .filter(({ path }) => path !== SEARCH)
    .filter(({ text }) => /\baskingWithRole\(/.test(text) && /\bsubjectPersonId\b/.test(text))
    .map(({ path }) => path);
  expect(silent).toEqual([]);
});

test('every look is done somewhere, and every purpose has a look', () => {
  const text = sources.map((source) => source.text).join('\n');
  expect(LOOK_ACTS.filter((act) => !text.includes(`'${act}'`))).toEqual([]);
  const used = new Set<string>(LOOK_ACTS.map((act) => LOOKS[act].purpose));
  expect(Object.keys(PURPOSES).filter((purpose) => !used.has(purpose))).toEqual([]);
});
