import { expect, test } from 'vitest';
import { chosenPart, switchField } from './field-choice.ts';

const PATHS = ['number', 'waters', 'waters.name', 'waters.fish', 'waters.fish.kind', 'waterside'];

test.each([
  ['a field is added', [], 'number', ['number']],
  ['and taken out', ['number'], 'number', []],
  ['a list stands for its fields', ['waters.name', 'number'], 'waters', ['number', 'waters']],
  ['without one of them, the others', ['waters'], 'waters.name', ['waters.fish.kind']],
  ['without a list in it, the others', ['waters'], 'waters.fish', ['waters.name']],
  ['what only begins alike stays', ['waterside', 'waters'], 'waters', ['waterside']],
])('%s', (_name, choice, path, becomes) => {
  expect(switchField(choice, path, PATHS)).toEqual(becomes);
});

test('a list is read in whole, in part or not at all', () => {
  const parts = (choice: string[]) =>
    ['waters', 'waters.name', 'waters.fish', 'waterside'].map((path) => chosenPart(choice, path));
  expect(parts(['waters'])).toEqual(['all', 'all', 'all', 'none']);
  expect(parts(['waters.fish.kind'])).toEqual(['some', 'none', 'some', 'none']);
  expect(parts([])).toEqual(['none', 'none', 'none', 'none']);
});
