import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { classifiersFromFiles } from '../../classifiers/index.ts';
import { definitionProblemText } from '../../exchange/index.ts';
import { DEFINITIONS, readRegister } from '../register-texts.ts';
import { testMapping } from './mapping-example.ts';
import { mappingProblemText } from './mapping-problem.ts';
import { readExamples } from './read-examples.ts';

const classifiers = classifiersFromFiles();
const folders = readdirSync(DEFINITIONS, { withFileTypes: true }).filter((one) =>
  one.isDirectory(),
);

test('there are twelve registers', () => {
  expect(folders).toHaveLength(12);
});

test.each(folders.map(({ name }) => name))('%s means what its examples say', (name) => {
  const reading = readRegister(join(DEFINITIONS, name), classifiers);
  if (!reading.ok) {
    const problems = [
      ...reading.dataSet.map((one) => definitionProblemText(one, 'en')),
      ...reading.mapping.map((one) => mappingProblemText(one, 'en')),
    ];
    throw new Error(problems.join('\n'));
  }
  const { definition, mapping, examples } = reading.register;
  expect(mapping.register).toBe(name);
  const written = readExamples(examples ?? { file: 'none', text: '' });
  if (!written.ok) throw new Error(JSON.stringify(written.problems));
  expect(testMapping(mapping, { definition, classifiers }, written.examples)).toEqual([]);
});
