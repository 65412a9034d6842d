import { expect, test } from 'vitest';
import { readYaml } from './read-yaml.ts';

test.each([
  ['at the top', 'a: 1\nb: 2\na: 3\n', [3, 1]],
  ['inside a list', 'a:\n  - b: 1\n    b: 2\n', [3, 5]],
  ['in quotes', '{ a: 1, "a": 2 }', [1, 9]],
])('a key that stands twice in one map is no YAML: %s', (_, text, [line, column]) => {
  const reading = readYaml({ file: 'x.yaml', text });
  const problem = { code: 'yaml-malformed', line, column, found: 'Map keys must be unique' };
  expect(reading).toMatchObject({ ok: false, problems: [problem] });
});

test('the same key in two maps is two keys', () => {
  const reading = readYaml({ file: 'x.yaml', text: 'a: { b: 1 }\nb: { b: 2 }\n' });
  expect(reading).toMatchObject({ ok: true, written: { a: { b: 1 }, b: { b: 2 } } });
});
