import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Refusal } from '../../../../platform/errors/refusal.ts';
import { testContext } from '../../../../platform/testing/test-context.ts';
import { FIELDS } from '../../testing/arbitrary-filters.ts';
import { parseOdata } from '../parse-odata.ts';
import { canonicalText } from '../query/canonical-text.ts';
import { holds, type PlainRecord } from './evaluate.ts';
import type { Expression } from './expression.ts';
import { ExpressionMaker } from './make-expression.ts';
import { grammarNames, Scope } from './scope.ts';
import { SqlParameters, sqlOfCondition } from './sql-of-expression.ts';

const PAGE = readFileSync(
  join(import.meta.dirname, '../../../../docs/reference/odata-functions.md'),
  'utf8',
);
const RECORD = JSON.parse(/```json record\n([^`]+)```/.exec(PAGE)?.[1] ?? '') as PlainRecord;
const ROWS = [...PAGE.matchAll(/^\| (.+?) \| `(.+?)` \| (.+?) \|$/gm)].map(
  ([, name = '', example = '', answer = '']) => ({ name, example, answer }),
);
/** All of OData 4.01, Part 2 (URL Conventions), 5.1.1. */
const STANDARD = [
  'eq ne gt ge lt le has in and or not add sub - mul div divby mod',
  'concat contains endswith indexof length startswith substring hassubset hassubsequence',
  'matchesPattern tolower toupper trim date day fractionalseconds hour maxdatetime mindatetime minute',
  'month now second time totaloffsetminutes totalseconds year ceiling floor round cast isof',
  'geo.distance geo.intersects geo.length case any all $it $root $this $count $filter',
].flatMap((names) => names.split(' '));

const NAMES = grammarNames(FIELDS);
const context = await testContext();

function conditionOf(text: string): Expression {
  const written = canonicalText(text);
  const scope = Scope.of(FIELDS, { now: new Date('2026-03-11T10:00:00Z') });
  const parsed = parseOdata('boolCommonExpr', written, NAMES);
  return new ExpressionMaker(written, NAMES).makeCondition(parsed, scope);
}

async function holdsInDatabase(condition: Expression): Promise<unknown> {
  const parameters = new SqlParameters();
  const given = parameters.add(JSON.stringify(RECORD), 'jsonb');
  const [row] = await context.db.query<{ holds: boolean }>(
    `select (${sqlOfCondition(condition, parameters)}) is true as holds
     from (select ${given} as content) as given`,
    parameters.values,
  );
  return row?.holds;
}

test.each(ROWS)('$name: $example', async ({ example, answer }) => {
  const code = /^`(.+?)`/.exec(answer)?.[1];
  if (code === undefined) {
    expect(answer).toMatch(/^holds\b/);
    const condition = conditionOf(example);
    expect([holds(condition, RECORD), await holdsInDatabase(condition)]).toEqual([true, true]);
    return;
  }
  expect(() => conditionOf(example)).toThrow(expect.objectContaining({ code }));
  expect(() => conditionOf(example)).toThrow(Refusal);
});

test('the page names every operator and function of the standard', () => {
  const named = new Set(ROWS.map(({ name }) => name.replaceAll('`', '')));
  expect(STANDARD.filter((name) => !named.has(name))).toEqual([]);
});
