import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { reliefSchema } from '../modules/reliefs/text/relief-schema.ts';
import { constructsOf, findUsed, type SchemaNode } from './constructs.ts';
import { readPageExamples } from './page-examples.ts';

const PAGE = new URL('../docs/reference/relief-language.md', import.meta.url);
/** What a version has beside its rules: told on the page of the format. */
const OF_THE_FORMAT = ['from', 'to', 'act'];

// Kinds of facts are data, not language: their codes would only hide what is missing.
const schema = reliefSchema([]) as SchemaNode;
const version = schema.properties?.versions?.items ?? {};
const defs = schema.$defs ?? {};

test('every construct of the language has an example on its page', () => {
  const missing = constructsOf(version, defs);
  for (const { kind, written } of readPageExamples('page', readFileSync(PAGE, 'utf8'))) {
    const versions = kind === 'instructions' ? (written as object[]) : [written];
    for (const one of versions) {
      const instruction = kind === 'condition' ? { who: one } : one;
      findUsed(instruction, { node: version, path: '', defs }, (used) => missing.delete(used));
    }
  }
  const form = [...constructsOf({ ...version, properties: fieldsOf(OF_THE_FORMAT) }, defs)];
  for (const field of form) missing.delete(field);
  expect([...missing]).toEqual([]);
});

test('a construct that no example shows is found', () => {
  const missing = constructsOf(version, defs);
  const written = { who: { count: 'child', where: { group: 'G' }, from: 1 } };
  findUsed(written, { node: version, path: '', defs }, (used) => missing.delete(used));
  expect(missing).not.toContain('Condition{count,where}.from');
  expect(missing).toContain('Condition{count,where}.below');
  expect(missing).toContain('Condition{related,where}.where');
});

function fieldsOf(names: readonly string[]): Record<string, SchemaNode> {
  const { properties = {} } = version;
  return Object.fromEntries(
    names.flatMap((name) => (properties[name] ? [[name, properties[name]]] : [])),
  );
}
