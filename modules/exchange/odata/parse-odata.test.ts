import { expect, test } from 'vitest';
import { parseOdata } from './parse-odata.ts';

const NAMES = {
  primitiveKeyProperty: ['number'],
  primitiveNonKeyProperty: ['fee', 'since', 'isOpen', 'nullable', 'INFO'],
  complexColProperty: ['waters'],
  entitySetName: ['Records'],
  keyPathLiteral: [],
};

/** The place that was reached, or that all of it was read. */
function outcome(rule: string, text: string): number | 'read' {
  try {
    parseOdata(rule, text, NAMES);
    return 'read';
  } catch (error) {
    return (error as { details: { at: number } }).details.at;
  }
}

test.each<[rule: string, text: string, outcome: number | 'read']>([
  ['odataUri', 'https://[::1]:8443/v1/Records(7)', 'read'],
  ['odataUri', 'https://[::1::2]/v1/', 9],
  ['resourcePath', 'Records/$count', 'read'],
  ['resourcePath', 'Records/$count/more', 14],
  ['queryOptions', '$filter=fee gt 2&$top=3&$skip=1&$count=true', 'read'],
  ['queryOptions', '$top=many', 5],
  [
    'filter',
    "$filter=since ge 2026-02-28 and (number eq 'a''b' or not (fee add 1.5 lt -2))",
    'read',
  ],
  ['filter', '$filter=since ge 2026-13-01', 23],
  ['filter', "$filter=waters/any(w:w/name eq 'Ūdens')", 32],
  ['filter', "$filter=waters/any(w:w/name eq '%C5%AAdens')", 'read'],
  ['filter', '$filter=fee in (1,2.5,null)', 'read'],
  ['filter', '$filter=fee in (1,2.5', 21],
  ['commonExpr', 'case(fee gt 1:1,true:0)', 'read'],
  ['commonExpr', 'isof(fee,Edm.Decimal)', 'read'],
  ['commonExpr', 'isOpen and nullable', 'read'],
  ['commonExpr', 'INFO eq INF', 'read'],
  ['commonExpr', 'fee eq', 6],
  ['ORDERBY', '$orderby=fee desc,number', 'read'],
  ['search', '$search="two words" AND NOT three', 'read'],
  ['durationValue', 'P1DT12H30M0.5S', 'read'],
  ['dateTimeOffsetValue', '2026-03-11T10:00:00.123Z', 'read'],
  ['preference', 'odata.maxpagesize=500', 'read'],
  ['context', '#Records(number,waters)', 'read'],
])('%s: %s', (rule, text, expected) => {
  expect(outcome(rule, text)).toBe(expected);
});

const EXTENDED = {
  ...NAMES,
  primitiveNonKeyProperty: ['fee', 'town'],
  entityNavigationProperty: ['owner'],
  entityColNavigationProperty: ['boats'],
  complexProperty: [],
  streamProperty: [],
  customAggregate: ['Forecast'],
};

test.each<[rule: string, text: string, isRead: boolean]>([
  ['apply', '$apply=aggregate(fee with sum as total)', true],
  ['apply', '$apply=aggregate(fee as total)', false],
  ['apply', '$apply=aggregate(fee mul 2 with sum from town with average as mean)', true],
  ['apply', '$apply=aggregate($count as all,waters/$count as some)', true],
  ['apply', '$apply=aggregate(boats with countdistinct as boats)', true],
  ['apply', '$apply=aggregate(Forecast,Forecast as most)', true],
  ['apply', '$apply=aggregate(Weather)', false],
  ['apply', '$apply=groupby((town,owner/town),aggregate(fee with max as most))', true],
  ['apply', '$apply=groupby(town)', false],
  ['apply', '$apply=groupby((rollup(town,fee)))', true],
  ['apply', '$apply=filter(fee gt 1)/compute(fee mul 2 as twice)/topcount(3,fee)/identity', true],
  ['apply', '$apply=concat(identity)', false],
  ['apply', '$apply=search(a OR b)/skip(1)/top(2)/orderby(fee desc,town)', true],
  ['apply', '$apply=ancestors($root/Records,Tree,number,filter(fee gt 1),1,keep start)', true],
  ['apply', '$apply=traverse($root/Records,Tree,number,inorder)', false],
  ['apply', '$apply=join(boats as boat,filter(fee gt 1))', true],
  ['apply', '$apply=addnested(waters,identity as same)', true],
  ['apply', '$apply=GROUPBY((town))', false],
  ['filter', '$filter=isdefined(owner/town)', true],
  ['filter', '$filter=waters/aggregate(fee with sum) gt $these/aggregate(fee with min)', true],
  ['queryOptions', '$from=min&$toInclusive=2026-01-01', true],
  ['queryOptions', '$at=max', true],
  ['queryOptions', '$to=', false],
  ['containsMethodCallExpr', "contains(town,'a')", true],
  ['containsMethodCallExpr', "startswith(town,'a')", false],
  ['boolMethodCallExpr', "startswith(town,'a')", true],
  ['boolMethodCallExpr', 'year(2026-01-01)', false],
  ['nowMethodCallExpr', 'now(%20)', true],
  ['identifierCharacter', '7', true],
  ['ls32', '192.0.2.1', true],
  ['EQ-h', ' = ', true],
  ['string', "'it''s'", true],
  ['binary', "binary'S29r'", true],
  ['nullValue', 'null', true],
  ['duration', "'PT5M'", true],
  ['enum', "Sea.Colour'Red'", true],
  ['enumMemberValue', '-2', true],
  ['timeOfDayValueInUrl', '07%3A30', true],
  ['timeOfDayValueInUrl', '7%3A30', false],
  ['dateTimeOffsetValueInUrl', '2026-05-04T07:30+03:00', true],
  ['dateTimeOffsetLiteral', '2026-05-04T07:30+03:00', false],
  ['dateTimeOffsetLiteral', '2026-05-04T07:30%2B03:00', true],
  ['entityid', 'EntityID: Records(7)', true],
  ['stringInJSON', '"lake"', true],
])('%s, of the extensions, within another rule or by a former name: %s', (rule, text, isRead) => {
  expect([read(rule, text), isRead]).toEqual([isRead, isRead]);
});

function read(rule: string, text: string): boolean {
  try {
    parseOdata(rule, text, EXTENDED);
    return true;
  } catch (error) {
    expect(error).toMatchObject({ code: 'odata-malformed' });
    return false;
  }
}

test('whatever a rule is made of, the tree begins with it', () => {
  expect(parseOdata('concatMethodCallExpr', "concat('a','b')")).toMatchObject({
    rule: 'concatMethodCallExpr',
    parts: [{ rule: 'commonExpr' }, { rule: 'commonExpr' }],
  });
});

test('a refusal says what could stand at the place', () => {
  expect(() => parseOdata('top', '$top=x')).toThrow(
    expect.objectContaining({
      code: 'odata-malformed',
      details: { at: 5, expected: ['DIGIT'] },
    }),
  );
});

test('what was read is a tree of the rules that matched', () => {
  const parsed = parseOdata('skip', '$skip=20');
  expect(parsed).toEqual({ rule: 'skip', start: 0, end: 8, parts: [] });
  const [expression] = parseOdata('filter', '$filter=fee eq 2', NAMES).parts;
  expect(expression).toMatchObject({ rule: 'boolCommonExpr', start: 8, end: 16 });
});

test('what is nested too deep or too long is refused', () => {
  const nested = (depth: number) => `${'('.repeat(depth)}true${')'.repeat(depth)}`;
  expect(outcome('commonExpr', nested(40))).toBe('read');
  expect(() => parseOdata('commonExpr', nested(30_000))).toThrow(
    expect.objectContaining({ code: 'odata-too-deep' }),
  );
  expect(() => parseOdata('commonExpr', 'x'.repeat(70_000))).toThrow(
    expect.objectContaining({ code: 'odata-too-long' }),
  );
});

test('a long chain is no depth', () => {
  const chain = Array.from({ length: 2_000 }, (_, index) => `fee eq ${index}`).join(' or ');
  expect(outcome('commonExpr', chain)).toBe('read');
});

test('a rule that there is not is a mistake of who asks', () => {
  expect(() => parseOdata('nothing', '')).toThrow(RangeError);
});
