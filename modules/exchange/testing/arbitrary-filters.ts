import fc from 'fast-check';
import type { Field } from '../definition.ts';

const value = { required: false, class: 'none' } as const;

/** The fields of the records that conditions are tried on. */
export const FIELDS: readonly Field[] = [
  { name: 'name', type: 'text', ...value },
  { name: 'note', type: 'text', ...value },
  { name: 'count', type: 'integer', ...value },
  { name: 'fee', type: 'decimal', ...value },
  { name: 'open', type: 'boolean', ...value },
  { name: 'since', type: 'day', ...value },
  { name: 'at', type: 'instant', ...value },
  {
    name: 'waters',
    required: false,
    list: [
      { name: 'depth', type: 'decimal', ...value },
      { name: 'kind', type: 'text', ...value },
    ],
  },
];

/** Few values, so that they meet; and the awkward ones. */
const TEXTS = ['', 'a', 'A', 'ab', 'ba', 'āž', 'Ž', ' a ', "O'N", '𝔞b', '\ufffd', '%_\\', '12.50'];
const DECIMALS = ['0', '1', '-1', '1.50', '0.333333333', '-2.5', '999999999999999999', '12.50'];
const INTEGERS = [0, 1, -1, 2, 3, 7, 9_007_199_254_740_991];
const DAYS = ['2024-02-29', '2025-12-31', '2026-01-01', '2026-03-11'];
const INSTANTS = [
  '2024-02-29T23:59:59.999Z',
  '2026-01-01T00:00:00.000Z',
  '2026-03-11T10:00:00.250Z',
];

const oneOf = (values: readonly unknown[]) => fc.constantFrom(...values);
const maybe = { requiredKeys: [] as [] };

export const records = fc.array(
  fc.record(
    {
      name: oneOf(TEXTS),
      note: oneOf(TEXTS),
      count: oneOf(INTEGERS),
      fee: oneOf(DECIMALS),
      open: fc.boolean(),
      since: oneOf(DAYS),
      at: oneOf(INSTANTS),
      waters: fc.array(fc.record({ depth: oneOf(DECIMALS), kind: oneOf(TEXTS) }, maybe), {
        maxLength: 3,
      }),
    },
    maybe,
  ),
  { minLength: 1, maxLength: 12 },
);

export const texts = fc.constantFrom(...TEXTS);

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
const joined = (...parts: fc.Arbitrary<string>[]) =>
  fc.tuple(...parts).map((texts) => texts.join(''));
const say = (text: string) => fc.constant(text);
const among = (...words: string[]) => fc.constantFrom(...words);

/** Expressions of each type as texts; `row` is a row of the nested list that may be named. */
function expressions(row: 'w' | undefined): { condition: fc.Arbitrary<string> } {
  return fc.letrec<Record<string, string>>((tie) => {
    const text = tie('text');
    const number = tie('number');
    const condition = tie('condition');
    const inRow = (name: string) => (row ? [say(`${row}/${name}`)] : []);
    return {
      text: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        fc.constantFrom(...TEXTS.map(quoted), 'name', 'note'),
        ...inRow('kind'),
        joined(among('tolower(', 'toupper(', 'trim('), text, say(')')),
        joined(say('concat('), text, say(','), text, say(')')),
        joined(say('substring('), text, say(','), among('0', '1', 'count'), say(',2)')),
        joined(say('cast('), number, say(',Edm.String)')),
        joined(say('case('), condition, say(':'), text, say(',open:'), text, say(')')),
      ),
      number: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom(...DECIMALS, 'count', 'fee', '2'),
        ...inRow('depth'),
        joined(
          say('('),
          number,
          among(' add ', ' sub ', ' mul ', ' divby ', ' mod '),
          number,
          say(')'),
        ),
        joined(among('round(', 'floor(', 'ceiling(', '(-'), number, say(')')),
        joined(say('length('), text, say(')')),
        joined(say('indexof('), text, say(','), text, say(')')),
        joined(say('cast('), text, say(',Edm.Decimal)')),
        among('year(since)', 'month(at)', 'day(since)', 'minute(at)', 'waters/$count'),
        among('fractionalseconds(at)', 'totalseconds(since sub 2025-01-01)'),
      ),
      condition: fc.oneof(
        { maxDepth: 4 },
        among('open', 'true', 'false', 'null', 'note eq null', 'fee ne null', 'waters/any()'),
        joined(number, among(' eq ', ' ne ', ' gt ', ' ge ', ' lt ', ' le '), number),
        joined(text, among(' eq ', ' ne ', ' gt ', ' ge ', ' lt ', ' le '), text),
        joined(among('contains(', 'startswith(', 'endswith('), text, say(','), text, say(')')),
        joined(
          among('since', 'date(at)', "since add duration'P31D'"),
          among(' eq ', ' lt ', ' ge '),
          fc.constantFrom(...DAYS, 'since', "2026-01-01 sub duration'PT25H'"),
        ),
        joined(
          among('at', "at add duration'-PT0.5S'"),
          among(' eq ', ' gt ', ' le '),
          fc.constantFrom(...INSTANTS, 'at'),
        ),
        joined(number, say(' in ('), fc.constantFrom(...DECIMALS), say(',null,7)')),
        joined(text, say(' in ('), fc.constantFrom(...TEXTS.map(quoted)), say(",'a')")),
        joined(say('matchesPattern('), text, say(",'^[a-zā]{1,2}.?$')")),
        joined(say('('), condition, among(' and ', ' or '), condition, say(')')),
        joined(say('not ('), condition, say(')')),
      ),
    };
  }) as { condition: fc.Arbitrary<string> };
}

const outside = expressions(undefined).condition;
const inside = expressions('w').condition;

/** Conditions as texts: about the record, and about the rows of its list. */
export const filterTexts = fc.oneof(
  { weight: 3, arbitrary: outside },
  joined(among('waters/any(w:', 'waters/all(w:', 'not waters/any(w:'), inside, say(')')),
  joined(say('('), outside, say(') or waters/all(w:'), inside, say(')')),
);
