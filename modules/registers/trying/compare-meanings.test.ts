import { expect, test } from 'vitest';
import { compareMeanings, countStatements } from './compare-meanings.ts';
import type { Meant } from './shown-meaning.ts';

const NOTHING: Meant = {
  ...{ about: 'person', facts: [], households: [], relations: [], representatives: [] },
  ...{ person: null, organisation: null },
};
const open = { from: '2024-01-01', to: null };
const parent = { kind: 'parent', side: 'related', personalCode: '320000-00001', ...open };

/** How many statements are on each side: new, other, before, gone. */
function sides(present: Partial<Meant>, tried: Partial<Meant>): number[] {
  const found = compareMeanings({ ...NOTHING, ...present }, { ...NOTHING, ...tried });
  return [found.new, found.other, found.before, found.gone].map(countStatements);
}

test.each([
  ['nothing', {}, {}, [0, 0, 0, 0]],
  ['the same', { relations: [parent] }, { relations: [{ ...parent }] }, [0, 0, 0, 0]],
  ['a relation', {}, { relations: [parent] }, [1, 0, 0, 0]],
  [
    'another end of a relation',
    { relations: [parent] },
    { relations: [{ ...parent, to: '2025-01-01' }] },
    [0, 1, 1, 0],
  ],
  [
    'another person',
    { relations: [parent] },
    { relations: [{ ...parent, personalCode: '320000-00002' }] },
    [1, 0, 0, 1],
  ],
  [
    'another household since the same day',
    { households: [{ number: 'M1', ...open }] },
    { households: [{ number: 'M2', ...open }] },
    [0, 1, 1, 0],
  ],
  [
    'another beginning',
    { households: [{ number: 'M1', ...open }] },
    { households: [{ number: 'M1', ...open, from: '2024-02-01' }] },
    [1, 0, 0, 1],
  ],
  [
    'another manner',
    { representatives: [{ personalCode: '320000-00001', manner: 'alone', ...open }] },
    { representatives: [{ personalCode: '320000-00001', manner: 'jointly', ...open }] },
    [0, 1, 1, 0],
  ],
  [
    'another name',
    { person: { name: 'Oto', birthDate: '2015-09-09', deathDate: null } },
    { person: { name: 'Oto Vējiņš', birthDate: '2015-09-09', deathDate: null } },
    [0, 1, 1, 0],
  ],
  [
    'a person who is made known no more',
    { person: { name: 'Oto', birthDate: '2015-09-09', deathDate: null } },
    {},
    [0, 0, 0, 1],
  ],
] as [string, Partial<Meant>, Partial<Meant>, number[]][])('%s', (_, present, tried, expected) => {
  expect(sides(present, tried)).toEqual(expected);
});
