import { expect, test } from 'vitest';
import type { Definition } from '../definition.ts';
import { licencesWith } from '../testing/licences.ts';
import { breakingChanges } from './compare-definitions.ts';
import { readDefinition } from './read-definition.ts';

function definition(...changes: [string, string][]): Definition {
  const reading = readDefinition({ file: 'x.yaml', text: licencesWith(...changes) });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return reading.definition;
}

const MORE = '  - name: waters\n';

const CHANGES: [name: string, change: [string, string], breaking: string[]][] = [
  ['nothing', ['version: 1', 'version: 1'], []],
  ['another name', ['Fishing licences', 'Licences'], []],
  ['another comment', ['who holds', 'the one who holds'], []],
  ['another rhythm', ['updates: daily', 'updates: hourly'], []],
  ['another licence', ['licence: closed', 'licence: CC0-1.0'], []],
  ['an optional field more', [MORE, `  - name: more\n    class: none\n${MORE}`], []],
  [
    'an optional field more in a list',
    ['      - name: hectares', '      - name: depth\n        class: none\n      - name: hectares'],
    [],
  ],
  [
    'a personal field classed higher',
    ['class: personal\n    comment', 'class: special\n    comment'],
    [],
  ],
  ['an open field classed otherwise', ['class: pseudonymous', 'class: none'], []],
  [
    'a required field more',
    [MORE, `  - name: more\n    class: none\n    required: true\n${MORE}`],
    ['fields.more added-required'],
  ],
  [
    'a field less',
    ['  - name: fee\n    type: decimal\n    class: none\n', ''],
    ['fields.fee removed'],
  ],
  [
    'a field of a list less',
    ['      - name: hectares\n        type: decimal\n        class: none\n', ''],
    ['fields.waters.hectares removed'],
  ],
  [
    'another type',
    ['name: fee\n    type: decimal', 'name: fee\n    type: text'],
    ['fields.fee changed'],
  ],
  [
    'a value that becomes a list',
    [
      'name: fee\n    type: decimal\n    class: none',
      'name: fee\n    list:\n      - name: x\n        class: none',
    ],
    ['fields.fee changed'],
  ],
  [
    'an open field that becomes personal',
    ['class: pseudonymous', 'class: personal'],
    ['fields.number changed'],
  ],
  [
    'a list that becomes personal',
    [
      '- name: hectares\n        type: decimal\n        class: none',
      '- name: hectares\n        type: decimal\n        class: personal',
    ],
    ['fields.waters changed'],
  ],
  [
    'a field that becomes required',
    ['name: fee\n', 'name: fee\n    required: true\n'],
    ['fields.fee became-required'],
  ],
  [
    'a field that may be absent now',
    [
      'name: number\n    class: pseudonymous\n    required: true',
      'name: number\n    class: pseudonymous',
    ],
    ['fields.number became-optional'],
  ],
  ['another key', ['key: [personCode, number]', 'key: [personCode, number, fee]'], ['key changed']],
  ['another lookup', ['lookup: [personCode]\n', ''], ['lookup changed']],
  ['no record version', ['recordVersion: revision\n', ''], ['recordVersion changed']],
  ['no validity', ['validFrom: since\n', ''], ['validFrom changed']],
  ['another institution', ['m-0099000', 'm-0001000'], ['institution changed']],
];

test.each(CHANGES)('%s', (_name, change, breaking) => {
  const changes = breakingChanges(definition(), definition(change));
  expect(changes.map(({ at, change }) => `${at} ${change}`)).toEqual(breaking);
});
