import { expect, test } from 'vitest';
import { classifiersFromFiles } from '../../classifiers/index.ts';
import { readDefinition } from '../../exchange/index.ts';
import { compileMapping } from './compile-mapping.ts';
import type { MappingBasis } from './mapping.ts';
import { mappingSchema } from './mapping-schema.ts';
import { readMapping } from './read-mapping.ts';

const definition = readDefinition({
  file: 'data-set.yaml',
  text: `
code: some-register
name: { lv: x, en: x }
institution: x
key: [personalCode]
fields:
  - { name: personalCode, type: personal-code, class: personal, required: true }
  - { name: state, class: none }
  - { name: income, type: decimal, class: personal }
  - { name: reviewed, type: day, class: personal }
  - { name: since, type: day, class: personal }
  - { name: last, type: day, class: personal }
  - name: rows
    list:
      - { name: kind, class: personal }
      - { name: from, type: day, class: personal }
      - { name: to, type: day, class: personal }
      - { name: size, type: integer, class: personal }
`,
});
if (!definition.ok) throw new Error(JSON.stringify(definition.problems));
const files = classifiersFromFiles();
const more = ['money', 'date', 'integer', 'code'] as const;
const kinds = new Map(
  [
    ...files.factKinds,
    ...more.map((type) => ({
      ...{ code: `own-${type}`, register: 'own', type, of: 'person' as const },
      ...{ absent: 'no' as const, lv: 'x', en: 'x' },
    })),
  ].map((kind) => [kind.code, kind]),
);
const basis: MappingBasis = {
  definition: definition.definition,
  classifiers: {
    factKinds: [...kinds.values()],
    factKind: (code) => kinds.get(code),
    has: files.has,
  },
};

function mapping(rules: string, subject = 'person: personalCode'): string {
  return `register: own\nversion: 1\ndataSet: some-register@1\n${subject}\n${rules}`;
}

function problemsOf(text: string) {
  const reading = readMapping({ file: 'mapping.yaml', text }, () => basis);
  return reading.ok ? [] : reading.problems.map(({ code, line, found }) => [code, line, found]);
}

const fact = (states: string, more = '') =>
  mapping(`facts:\n  - each: rows\n    from: from\n    states: { ${states} }\n${more}`);

test.each<[string, string, unknown[][]]>([
  ['no YAML', 'register: [', [['yaml-malformed', 1, expect.any(String)]]],
  ['a word that is none', mapping('fact: []'), [['field-unknown', 5, 'fact']]],
  ['two subjects', mapping('household: state'), [['mapping-subject-wrong', 1, undefined]]],
  ['no subject', mapping('', ''), [['mapping-subject-wrong', 1, undefined]]],
  [
    'a code that is none, and another key',
    mapping('', 'person: state'),
    [
      ['mapping-field-unfit', 4, 'state'],
      ['mapping-key-unfit', 4, 'state'],
    ],
  ],
  ['a field that there is not', fact('own-code: knd'), [['mapping-field-unknown', 8, 'knd']]],
  [
    'a kind of another register',
    fact('disability: kind'),
    [['mapping-kind-unknown', 8, 'disability']],
  ],
  ['a type that does not fit', fact('own-money: size'), [['mapping-field-unfit', 8, 'size']]],
  ['a value that does not fit', fact('own-integer: { is: x }'), [['mapping-value-unfit', 8, 'x']]],
  [
    'a list that there is not',
    mapping('facts:\n  - { each: row, from: since, states: { own-code: state } }'),
    [['mapping-field-unknown', 6, 'row']],
  ],
  [
    'two ends',
    fact('own-code: kind', '    until: to\n    through: last'),
    [['mapping-end-twice', 10, undefined]],
  ],
  [
    'a relation of nobody',
    mapping('relations:\n  - { kind: carer, from: since }'),
    [['mapping-end-twice', 6, undefined]],
  ],
  [
    'who represents a person',
    mapping('representatives:\n  - { by: personalCode, manner: state, from: since }'),
    [['mapping-subject-wrong', 1, undefined]],
  ],
  [
    'who represents an organisation that is not the key, in a manner that there is not',
    mapping(
      'representatives:\n  - { by: state, manner: { is: alon }, from: since }',
      `organisation: { code: state, registrationNumber: state, name: { lv: state, en: state },
  territory: state, kind: { is: merchant }, roles: [] }`,
    ),
    [
      ['mapping-key-unfit', 4, 'state'],
      ['mapping-field-unfit', 7, 'state'],
      ['mapping-value-unfit', 7, 'alon'],
    ],
  ],
  [
    'otherwise without one value',
    fact('own-code: kind', '    otherwise: { since: since, is: none }'),
    [['mapping-otherwise-unfit', 9, undefined]],
  ],
])('%s is told with its place', (_, text, problems) => {
  expect(problemsOf(text)).toEqual(problems);
});

test('conditions, translations, money, days, the record behind the row, and last days', () => {
  const text = mapping(`facts:
  - each: rows
    when: { kind: [a, b], state: [live] }
    from: from
    through: to
    states: { own-code: { field: kind, codes: { a: first } }, own-integer: size, own-money: income }
  - from: since
    until: last
    states: { own-date: reviewed }`);
  const reading = readMapping({ file: 'mapping.yaml', text }, () => basis);
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  const read = compileMapping(reading.mapping, basis);
  const record = {
    ...{ personalCode: '320000-00001', state: 'live', income: '12.345', reviewed: '2026-05-01' },
    ...{ since: '2026-01-01', last: '9999-12-31' },
    rows: [
      { kind: 'a', from: '2024-02-01', to: '2024-02-29', size: 3 },
      { kind: 'c', from: '2024-02-01', size: 4 },
    ],
  };
  const within = { from: '2024-02-01', to: '2024-03-01' };
  expect(read(record)).toMatchObject({
    meaning: {
      facts: [
        { kind: 'own-code', value: 'first', ...within },
        { kind: 'own-integer', value: 3, ...within },
        { kind: 'own-money', value: 1235, ...within },
        { kind: 'own-date', value: '2026-05-01', from: '2026-01-01', to: null },
      ],
    },
  });
  expect(read({ ...record, state: 'ended', since: undefined })).toEqual({
    faults: [{ path: '/since', code: 'value-missing' }],
  });
  const wrong = { kind: 'b', from: '1024-02-01', size: -1 };
  expect(read({ ...record, rows: [wrong, { ...wrong, from: '2024-01-01' }] })).toEqual({
    faults: [
      { path: '/rows/0/from', code: 'day-out-of-range' },
      { path: '/rows/1/kind', code: 'code-unknown' },
      { path: '/rows/1/size', code: 'value-unfit' },
    ],
  });
});

test('the schema is one', () => {
  expect(mappingSchema()).toMatchObject({ type: 'object', required: expect.any(Array) });
});
