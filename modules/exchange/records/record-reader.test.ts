import { expect, test } from 'vitest';
import { testClock } from '../../../platform/clock/clock.ts';
import { openKeyring } from '../../../platform/keys/keyring.ts';
import { licencesWith } from '../testing/licences.ts';
import { readDefinition } from '../text/read-definition.ts';
import { RECORD_PROBLEMS, withSentences } from './record-problem.ts';
import { RecordReader } from './record-reader.ts';

const context = {
  keys: openKeyring(Buffer.alloc(32, 7)),
  clock: testClock('2026-03-11T10:00:00Z'),
};

function readerOf(...changes: [string, string][]): RecordReader {
  const reading = readDefinition({ file: 'x', text: licencesWith(...changes) });
  if (!reading.ok) throw new Error(JSON.stringify(reading.problems));
  return new RecordReader({ id: 1, definition: reading.definition }, context);
}

const reader = readerOf([
  'name: fee\n    type: decimal\n    class: none',
  'name: fee\n    type: decimal\n    class: none\n  - name: at\n    type: instant\n    class: none\n  - name: valid\n    type: boolean\n    class: none',
]);
const good = { personCode: '32000000001', number: 'L-1', revision: 1, since: '2026-01-01' };

function problemsOf(value: unknown): string[] {
  const reading = reader.read(value);
  return 'problems' in reading ? reading.problems.map(({ path, code }) => `${path} ${code}`) : [];
}

const BAD: [name: string, value: unknown, problems: string[]][] = [
  ['a number', 7, [' wrong-type']],
  ['nothing', null, [' wrong-type']],
  ['a list', [good], [' wrong-type']],
  ['no key', { revision: 1, since: '2026-01-01' }, ['/personCode missing', '/number missing']],
  ['a key of null', { ...good, number: null }, ['/number missing']],
  ['a field that is none', { ...good, 'a/b~c': 1 }, ['/a~1b~0c unknown-field']],
  [
    'a prototype',
    JSON.parse(`{"__proto__": {}, ${JSON.stringify(good).slice(1)}`),
    ['/__proto__ unknown-field'],
  ],
  ['a number for a text', { ...good, number: 7 }, ['/number wrong-type']],
  ['a text for a number', { ...good, revision: '1' }, ['/revision wrong-type']],
  ['a number that is not whole', { ...good, revision: 1.5 }, ['/revision wrong-type']],
  ['a number that is not exact', { ...good, revision: 2 ** 53 }, ['/revision wrong-type']],
  ['a decimal that is a number', { ...good, fee: 1.5 }, ['/fee wrong-type']],
  ['a decimal with a comma', { ...good, fee: '1,50' }, ['/fee not-a-decimal']],
  ['a decimal beyond measure', { ...good, fee: '9'.repeat(40) }, ['/fee not-a-decimal']],
  ['a truth in words', { ...good, valid: 'true' }, ['/valid wrong-type']],
  ['30 February', { ...good, since: '2026-02-30' }, ['/since not-a-day']],
  ['29 February of a common year', { ...good, since: '2025-02-29' }, ['/since not-a-day']],
  ['a day with a time', { ...good, since: '2026-01-01T00:00:00Z' }, ['/since not-a-day']],
  ['an instant without a zone', { ...good, at: '2026-01-01T00:00:00' }, ['/at not-an-instant']],
  ['an instant of 31 April', { ...good, at: '2026-04-31T00:00:00Z' }, ['/at not-an-instant']],
  ['25 o’clock', { ...good, at: '2026-04-30T25:00:00Z' }, ['/at not-an-instant']],
  [
    'a wrong check digit',
    { ...good, personCode: '010190-10000' },
    ['/personCode not-a-personal-code'],
  ],
  ['a text with NUL', { ...good, number: 'a\u0000' }, ['/number malformed-text']],
  ['half a letter', { ...good, number: '\ud800' }, ['/number malformed-text']],
  ['a text without end', { ...good, number: 'x'.repeat(4_001) }, ['/number too-long']],
  [
    'rows that are none',
    { ...good, waters: ['x', { name: 1 }, {}] },
    ['/waters/0 wrong-type', '/waters/1/name wrong-type', '/waters/2/name missing'],
  ],
  ['a list that is none', { ...good, waters: {} }, ['/waters wrong-type']],
  ['too many rows', { ...good, waters: Array(1_001).fill({ name: 'x' }) }, ['/waters too-long']],
];

test.each(BAD)('%s is refused, with the place', (_name, value, problems) => {
  expect(problemsOf(value)).toEqual(problems);
});

test('the problems of one record are bounded', () => {
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`x${index}`, 1]));
  expect(problemsOf({ ...good, ...many })).toHaveLength(20);
});

test.each([
  ['a text', 'number', 7, 'teksts pēdiņās', 'a text in quotes'],
  ['a day', 'since', 20260101, 'diena kā teksts: "2026-03-11"', 'a day as a text: "2026-03-11"'],
  ['a list', 'waters', 'x', 'saraksts: […]', 'a list: […]'],
  ['an object', 'waters', ['x'], 'objekts: {…}', 'an object: {…}'],
])('of another type it is told that %s is wanted', (_name, field, value, lv, en) => {
  const reading = reader.read({ ...good, [field]: value });
  const [problem] = 'problems' in reading ? reading.problems : [];
  const told = problem && withSentences(problem);
  expect(told?.lv).toBe(`Vērtība ir cita tipa nekā datu kopas aprakstā. Vajag: ${lv}.`);
  expect(told?.en).toBe(`The value is of another type than the data set says. Expected: ${en}.`);
});

test('sentences tell in both languages what to do', () => {
  for (const { lv, en } of Object.values(RECORD_PROBLEMS)) {
    expect(lv).toMatch(/^\p{Lu}.+\.$/u);
    expect(en).toMatch(/^\p{Lu}.+[.]$/u);
  }
});

function recordOf(value: unknown) {
  const reading = reader.read(value);
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems));
  return reading.record;
}

test('what means the same is the same', () => {
  const one = recordOf({ ...good, at: '2026-01-01T02:00:00+02:00', fee: null });
  const other = recordOf({ at: '2026-01-01T00:00:00.000Z', ...good, personCode: ' 320000-00001 ' });
  expect(other).toEqual(one);
  const zero = readerOf().readKey({ personCode: '32000000001', number: 'L-1' });
  const bytes = (hash: string | null) => Buffer.from(hash ?? '', 'latin1');
  expect(zero).toEqual({ keyHash: bytes(one.keyHash) });
  expect(readerOf().readKey({ personCode: '32000000001' })).toEqual({
    lookupHash: bytes(one.lookupHash),
  });
});

test('values do not flow into each other', () => {
  const text = ['key: [personCode, number]\nlookup: [personCode]', 'key: [number, fee]'] as [
    string,
    string,
  ];
  const pairs = readerOf(text, ['type: decimal', 'type: text']);
  const key = (number: string, fee: string) => pairs.readKey({ number, fee });
  expect(key('a', 'b"]')).not.toEqual(key('a"', 'b]'));
  expect(key('ab', 'c')).not.toEqual(key('a', 'bc'));
});

test('a version from the future would hide the right ones: it is refused', () => {
  const instants = readerOf([
    'name: revision\n    type: integer',
    'name: revision\n    type: instant',
  ]);
  const at = (revision: string) => instants.read({ ...good, revision });
  expect(at('2026-03-11T10:09:00Z')).toHaveProperty(
    'record.recordVersion',
    Date.parse('2026-03-11T10:09:00Z'),
  );
  expect(at('2026-03-11T10:11:00Z')).toEqual({
    problems: [{ path: '/revision', code: 'from-the-future' }],
  });
});
