import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Refusal } from '../../../../platform/errors/refusal.ts';
import { testContext } from '../../../../platform/testing/test-context.ts';
import { FIELDS, filterTexts, records, texts } from '../../testing/arbitrary-filters.ts';
import { parseOdata } from '../parse-odata.ts';
import { canonicalText } from '../query/canonical-text.ts';
import { holds, type PlainRecord } from './evaluate.ts';
import type { Expression } from './expression.ts';
import { ExpressionMaker } from './make-expression.ts';
import { grammarNames, Scope } from './scope.ts';
import { SqlParameters, sqlOfCondition, sqlOfExpression } from './sql-of-expression.ts';

const RUNS = Number(process.env.PROPERTY_RUNS ?? 150);
const NOW = new Date('2026-03-11T10:00:00Z');
const NAMES = grammarNames(FIELDS);

function conditionOf(text: string, aliases?: ReadonlyMap<string, string>): Expression {
  const written = canonicalText(text);
  const parsed = parseOdata('boolCommonExpr', written, NAMES);
  return new ExpressionMaker(written, NAMES).makeCondition(
    parsed,
    Scope.of(FIELDS, { now: NOW, ...(aliases && { aliases }) }),
  );
}

const context = await testContext();

/** The places of the records that the database finds, by the two ways of writing a condition. */
async function foundBySql(all: readonly PlainRecord[], condition: Expression): Promise<number[][]> {
  const writings = [
    (parameters: SqlParameters) => sqlOfCondition(condition, parameters),
    (parameters: SqlParameters) => `(${sqlOfExpression(condition, parameters)}) is true`,
  ];
  return await Promise.all(
    writings.map(async (write) => {
      const parameters = new SqlParameters();
      const given = parameters.add(JSON.stringify(all), 'jsonb');
      const rows = await context.db.query<{ place: number }>(
        `select place::integer from jsonb_array_elements(${given})
           with ordinality as given (content, place)
         where ${write(parameters)} order by place`,
        parameters.values,
      );
      return rows.map(({ place }) => place - 1);
    }),
  );
}

function foundInMemory(all: readonly PlainRecord[], condition: Expression): number[] {
  return all.flatMap((record, place) => (holds(condition, record) ? [place] : []));
}

/** A text that divides by 0 whatever the record is refused, as it should. */
function unlessByZero(text: string): Expression {
  try {
    return conditionOf(text);
  } catch (error) {
    fc.pre((error as Refusal).code !== 'odata-not-computable');
    throw error;
  }
}

test('the database and the memory find the same records, whatever is asked', async () => {
  await fc.assert(
    fc.asyncProperty(records, filterTexts, async (all, text) => {
      const condition = unlessByZero(text);
      const expected = foundInMemory(all, condition);
      const [loose, strict] = await foundBySql(all, condition);
      expect({ text, found: loose }).toEqual({ text, found: expected });
      expect({ text, found: strict }).toEqual({ text, found: expected });
    }),
    { numRuns: RUNS },
  );
}, 120_000);

test('the database and the memory find the same words', async () => {
  await fc.assert(
    fc.asyncProperty(records, texts, async (all, word) => {
      const fields = ['name', 'note'];
      const search: Expression = { kind: 'search', type: 'boolean', level: 0, fields, word };
      const expected = foundInMemory(all, search);
      expect(await foundBySql(all, search)).toEqual([expected, expected]);
    }),
    { numRuns: Math.ceil(RUNS / 5) },
  );
});

const RECORD = {
  ...{ name: 'Ērgļu ezers', count: 7, fee: '12.50', open: true, since: '2026-02-28' },
  ...{ at: '2026-03-01T08:09:10.250Z', waters: [{ depth: '3.5', kind: 'a' }, { kind: 'b' }] },
};

/** Conditions and whether they hold for the record: by both, the same. */
test.each<[text: string, expected: boolean]>([
  ["name eq 'Ērgļu ezers'", true],
  ["tolower(name) eq 'ērgļu ezers' and toupper(name) eq 'ĒRGĻU EZERS'", true],
  ["substring(name,1,4) eq 'rgļu' and indexof(name,'ezers') eq 6 and length(name) eq 11", true],
  ["concat(trim('  a '),'b') eq 'ab'", true],
  ["matchesPattern(name,'^Ē[a-zļ]{2,4}u\\s.*s$')", true],
  ["matchesPattern(name,'^e')", false],
  ['fee eq 12.5 and fee mul 2 eq 25 and fee div 5 eq 2.5', true],
  ['fee divby 5 eq 2.5 and count div 2 eq 3 and count mod 4 eq 3', true],
  ['not (count gt 7) or count lt 0', true],
  ['count add 1 mul 2 eq 9', true],
  ['-count eq -7 and round(fee) eq 13 and floor(fee) eq 12 and ceiling(fee) eq 13', true],
  ['count in (1,7) and not (count in (1,null))', true],
  ['note eq null and not (note ne null)', true],
  ["note gt 'a' or note le 'a'", false],
  ["not contains(note,'a')", false],
  ['year(since) eq 2026 and month(since) eq 2 and day(since) eq 28', true],
  ["since add duration'P1D' eq 2026-03-01 and 2026-03-01 sub since eq duration'P1D'", true],
  ['hour(at) eq 8 and second(at) eq 10 and fractionalseconds(at) eq 0.25', true],
  ["at add duration'PT0.75S' eq 2026-03-01T10:09:11+02:00 and date(at) eq 2026-03-01", true],
  ['time(at) gt 08:09 and at lt now() and totaloffsetminutes(at) eq 0', true],
  ["waters/any(w:w/kind eq 'b' and w/depth eq null) and waters/$count eq 2", true],
  ['waters/all(w:w/depth gt 1)', false],
  ["waters/$filter(depth gt 1)/$count eq 1 and waters/any(w:w/kind eq 'a' and count eq 7)", true],
  ["case(count gt 10:'many',count gt 5:'some',true:'few') eq 'some'", true],
  ["cast(fee,Edm.String) eq '12.5' and cast('7',Edm.Int64) eq count", true],
  ["isof(count,Edm.Int64) and not isof(count,Edm.String) and cast('x',Edm.Int64) eq null", true],
  ['$it/count eq 7 and open', true],
])('%s', async (text, expected) => {
  const condition = conditionOf(text);
  expect(foundInMemory([RECORD], condition)).toEqual(expected ? [0] : []);
  const found = expected ? [0] : [];
  expect(await foundBySql([RECORD], condition)).toEqual([found, found]);
});

test('who divides by 0 is refused; a record with 0 is passed over, and the others are found', async () => {
  for (const text of ['fee div 0', '1 mod 0', 'count divby (2 sub 2)', "1 mod length('')"]) {
    expect(() => conditionOf(`${text} eq 1`)).toThrow(
      expect.objectContaining({ code: 'odata-not-computable' }),
    );
  }
  const records = [{ count: 0 }, { count: 2 }, {}];
  for (const [text, found] of [
    ['10 div count eq 5', [1]],
    ['10 divby count ge 5', [1]],
    ['11 mod count eq 1', [1]],
    ['10 div count eq null', [0, 2]],
    ['0 div 5 eq 0', [0, 1, 2]],
  ] as const) {
    expect(foundInMemory(records, conditionOf(text))).toEqual(found);
    expect(await foundBySql(records, conditionOf(text))).toEqual([found, found]);
  }
});

/** `a` as often as that, joined. */
const chain = (part: string, operator: string, times: number) =>
  Array.from({ length: times }, () => part).join(` ${operator} `);

test('what is long is read, and what would explode is not', async () => {
  const long = conditionOf(chain('count eq 7', 'or', 2_000));
  expect(foundInMemory([RECORD], long)).toEqual([0]);
  expect(await foundBySql([RECORD], long)).toEqual([[0], [0]]);
  const aliases = new Map(
    Array.from({ length: 7 }, (_, level) => [
      `a${level}`,
      chain(level < 6 ? `@a${level + 1}` : '1', 'add', 40),
    ]),
  );
  for (const text of [
    `${chain('count', 'add', 400)} eq 7`,
    chain('true', 'eq', 400),
    chain(`count in (${chain('7', ',', 20).replaceAll(' ', '')})`, 'or', 1_000),
    '@a0 eq 1',
  ]) {
    expect(() => conditionOf(text, aliases)).toThrow(
      expect.objectContaining({ code: 'odata-too-deep' }),
    );
  }
});

test('a name may be that of a list, and of a value in its rows', () => {
  const value = { required: false, class: 'none', type: 'text' } as const;
  const fields = [{ name: 'pets', required: false, list: [{ name: 'pets', ...value }] }];
  const text = "pets/any(p:p/pets eq 'cat')";
  const names = grammarNames(fields);
  const parsed = parseOdata('boolCommonExpr', canonicalText(text), names);
  const maker = new ExpressionMaker(canonicalText(text), names);
  const condition = maker.makeCondition(parsed, Scope.of(fields, { now: NOW }));
  expect(holds(condition, { pets: [{ pets: 'dog' }, { pets: 'cat' }] })).toBe(true);
  expect(holds(condition, { pets: [{ pets: 'dog' }] })).toBe(false);
});

test.each<[text: string, code: string]>([
  ["count eq 'seven'", 'odata-type-wrong'],
  ['counts eq 7', 'odata-field-unknown'],
  ['waters eq 7', 'odata-not-supported'],
  ['waters/any(w:w/count eq 1)', 'odata-field-unknown'],
  ['count', 'odata-type-wrong'],
  ['geo.length(name) eq 1', 'odata-not-supported'],
  ["matchesPattern(name,'(a+)+b')", 'odata-pattern-unsafe'],
  ['matchesPattern(name,name)', 'odata-type-wrong'],
  ['since eq 2026-02-30', 'odata-value-wrong'],
  ['name eq @missing', 'odata-alias-unknown'],
  ['{} eq name', 'odata-not-supported'],
  ['cast(name,Edm.Stream) eq name', 'odata-not-supported'],
])('%s is refused with %s', (text, code) => {
  expect(() => conditionOf(text)).toThrow(expect.objectContaining({ code }));
});
