import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LICENCES_TEXT, licencesWith } from '../testing/licences.ts';
import { definitionProblemText } from './definition-problem.ts';
import { definitionSchema } from './definition-schema.ts';
import { DATA_SET_TEXT_ERRORS } from './errors.ts';
import { readDefinition } from './read-definition.ts';

const TODAY = `
name: bss_person_education
key: PersonCode(, Id)
data_description: Education documents
fields:
- Id int: id of the document
- PersonCode: personal code
- Submitted timestamp : date and time of submission
- Pets * :
    comments: list of pets
    fields:
    - Species : species
    - Age int : age
`;

function problemsOf(text: string): string[] {
  const reading = readDefinition({ file: 'x.yaml', text });
  if (reading.ok) return [];
  return reading.problems.map((problem) =>
    definitionProblemText(problem, 'en').split(':').slice(1, 4).join(':').trim(),
  );
}

test('a text is read with what it leaves out', () => {
  const reading = readDefinition({ file: 'x.yaml', text: LICENCES_TEXT });
  expect(reading).toMatchObject({
    ok: true,
    definition: {
      code: 'vejaine-licences',
      version: 1,
      key: ['personCode', 'number'],
      fields: expect.arrayContaining([
        { name: 'number', type: 'text', class: 'pseudonymous', required: true },
        expect.objectContaining({ name: 'personCode', required: false }),
      ]),
    },
  });
});

test("the text of today's platform is read: everything personal, the optional part of the key", () => {
  const reading = readDefinition({ file: 'x.yaml', text: TODAY });
  expect(reading).toEqual({
    ok: true,
    definition: {
      code: 'bss_person_education',
      version: 1,
      name: { lv: 'Education documents', en: 'Education documents' },
      institution: 'bss',
      key: ['PersonCode', 'Id'],
      lookup: ['PersonCode'],
      fields: [
        field('Id', 'integer', 'id of the document'),
        field('PersonCode', 'text', 'personal code'),
        field('Submitted', 'instant', 'date and time of submission'),
        {
          name: 'Pets',
          required: false,
          comment: { lv: 'list of pets', en: 'list of pets' },
          list: [field('Species', 'text', 'species'), field('Age', 'integer', 'age')],
        },
      ],
    },
  });
});

function field(name: string, type: string, comment: string) {
  const both = { lv: comment, en: comment };
  return { name, type, class: 'personal', required: false, comment: both };
}

const virtual = `
code: everybody
name: { lv: Visi, en: All }
institution: ur
key: [number]
fields:
  - { name: number, class: none }
  - { name: title, class: none }
sources:
  - name: companies
    dataSet: companies
    fields: { number: code, title: firm }
  - name: clubs
    dataSet: clubs
    fields: { number: code, title: title }
`;

const WRONG: [name: string, text: string, problem: string][] = [
  ['no YAML', 'code: [', '1:8 yaml-malformed'],
  ['a field with a slip', licencesWith(['updates:', 'update:']), '7:1 field-unknown "update"'],
  ['no key', licencesWith(['key: [personCode, number]\n', '']), '1:1 field-missing "key"'],
  [
    'a version that is a word',
    licencesWith(['version: 1', 'version: first']),
    '2:10 value-wrong-type',
  ],
  ['a type that is none', licencesWith(['type: decimal', 'type: decmal']), '35:11 value-unknown'],
  ['version zero', licencesWith(['version: 1', 'version: 0']), '2:10 value-too-small'],
  ['version 1000', licencesWith(['version: 1', 'version: 1000']), '2:10 value-too-large'],
  [
    'a code with a space',
    licencesWith(['vejaine-licences', 'vejaine licences']),
    '1:7 value-malformed',
  ],
  [
    'a field that is a number',
    licencesWith(['  - name: fee\n    type: decimal\n    class: none', '  - 7']),
    '34:5 value-wrong-type',
  ],
  [
    'a class that nobody states',
    licencesWith(['    class: pseudonymous\n', '']),
    '23:5 field-missing "class"',
  ],
  ['a field twice', licencesWith(['name: fee', 'name: since']), '34:11 field-name-twice "since"'],
  [
    'a key of a field that is none',
    licencesWith(['key: [personCode', 'key: [persnCode'], ['lookup: [personCode]\n', '']),
    '12:7 named-field-unknown "persnCode"',
  ],
  [
    'a key that is a list',
    licencesWith(['personCode, number]', 'personCode, waters]']),
    '12:19 named-field-unfit "waters"',
  ],
  [
    'a key with a field twice',
    licencesWith(['personCode, number]', 'personCode, number, number]']),
    '12:27 field-name-twice "number"',
  ],
  [
    'a record version of text',
    licencesWith(['recordVersion: revision', 'recordVersion: number']),
    '14:16 named-field-unfit "number"',
  ],
  [
    'a record version that is personal',
    licencesWith(['type: integer\n    class: none', 'type: integer\n    class: special']),
    '14:16 named-field-personal',
  ],
  [
    'an index on what is encrypted',
    licencesWith(['type: personal-code\n', 'type: personal-code\n    indexed: true\n']),
    '19:14 field-not-indexable "personCode"',
  ],
  [
    'a validity that is none',
    licencesWith(['validFrom: since', 'validFrom: sinse']),
    '15:12 named-field-unknown "sinse"',
  ],
  [
    'a lookup of the whole key',
    licencesWith(['lookup: [personCode]', 'lookup: [personCode, number]']),
    '13:9 lookup-not-leading',
  ],
  [
    'a lookup from the middle',
    licencesWith(['lookup: [personCode]', 'lookup: [number]']),
    '13:9 lookup-not-leading',
  ],
  [
    'lists in lists in lists in lists',
    licencesWith(['      - name: nickname\n        class: personal', nested(3)]),
    'lists-too-deep',
  ],
  ['two sources of a name', virtual.replace('clubs\n', 'companies\n'), '13:11 source-name-twice'],
  [
    'a source with a field that is none',
    virtual.replace('title: firm', 'titel: firm'),
    '12:36 named-field-unknown "titel"',
  ],
  ['a source without the key', virtual.replace('number: code, ', ''), 'source-lacks-field'],
  ['a virtual one with retention', `${virtual}retentionDays: 100\n`, 'virtual-keeps-nothing'],
  ...['usualChangePercent', 'usualGrowthPercent'].map((name): [string, string, string] => [
    `a virtual one that states ${name}`,
    `${virtual}${name}: 50\n`,
    'virtual-keeps-nothing',
  ]),
  [
    'a virtual one that is closed to representatives',
    `${virtual}closedToRepresentatives: true\n`,
    'virtual-keeps-nothing',
  ],
  [
    'a form that is none',
    licencesWith(['  - name: fee\n    type: decimal\n    class: none', '  - { nothing: 1 }']),
    '34:5 form-unknown',
  ],
  ["today's: an unknown type", TODAY.replace('Id int', 'Id imt'), '6:3 value-unknown "imt"'],
  [
    "today's: a key that is no list",
    TODAY.replace('PersonCode(, Id)', 'PersonCode(, Id'),
    '3:6 value-malformed',
  ],
  [
    "today's: a key of no field",
    TODAY.replace('PersonCode(, Id)', 'PersonCode(, Ids)'),
    '3:6 named-field-unknown "Ids"',
  ],
  [
    "today's: a list without fields",
    TODAY.replace(/ {4}fields:[\s\S]*/, ''),
    '9:3 field-missing "fields"',
  ],
  [
    "today's: a field of two names",
    TODAY.replace('- Id int:', '- Id int big:'),
    '6:3 value-malformed',
  ],
];

/** A list of lists, so many levels below the first one. */
function nested(levels: number): string {
  let text = '';
  for (let level = 0; level < levels; level++) {
    const indent = ' '.repeat(6 + level * 4);
    text += `${indent}- name: level${level}\n${indent}  list:\n`;
  }
  const last = ' '.repeat(6 + levels * 4);
  return `${text}${last}- name: end\n${last}  class: none`;
}

test.each(WRONG)('%s', (_name, text, problem) => {
  expect(problemsOf(text).join('\n')).toContain(problem);
});

test('every kind of problem is shown above, or cannot come from this format', () => {
  const shown = WRONG.map(([, text]) => problemsOf(text).join('\n')).join('\n');
  const unseen = Object.keys(DATA_SET_TEXT_ERRORS).filter((code) => !shown.includes(code));
  expect(unseen).toEqual([]);
});

test('what was most likely meant is said', () => {
  const reading = readDefinition({ file: 'x.yaml', text: licencesWith(['updates:', 'update:']) });
  expect(reading.ok ? [] : reading.problems).toMatchObject([{ suggestion: 'updates' }]);
});

test('no text is a failure', () => {
  const pieces = fc.array(fc.oneof(fc.constantFrom(...LICENCES_TEXT.split('\n')), fc.string()));
  fc.assert(
    fc.property(pieces, (lines) => {
      expect(typeof readDefinition({ file: 'x', text: lines.join('\n') }).ok).toBe('boolean');
    }),
  );
});

test('a nesting that no stack can hold is a problem', () => {
  const deep = `fields: ${'['.repeat(20_000)}`;
  expect(problemsOf(deep).join()).toContain('yaml-malformed');
});

test('editors get a JSON Schema of all fields', () => {
  expect(definitionSchema()).toMatchObject({
    required: ['code', 'name', 'institution', 'key', 'fields'],
    additionalProperties: false,
  });
});
