import { expect, test } from 'vitest';
import type { Definition } from '../definition.ts';
import { showChange } from '../reading/show-change.ts';
import type { ChangeEntry } from '../reading/sql/select-changes.ts';
import { LICENCES_TEXT } from '../testing/licences.ts';
import { readDefinition } from '../text/read-definition.ts';
import { rowsCondition } from './rows-condition.ts';
import { makeView, type ReadableFields, wholeView } from './view.ts';

function licences(): Definition {
  const reading = readDefinition({ file: 'licences.yaml', text: LICENCES_TEXT });
  if (!reading.ok) throw new Error('The text of the tests is wrong.');
  return reading.definition;
}

const RECORD = {
  ...{ personCode: '320000-00001', number: 'L-1', revision: 3, since: '2026-01-01' },
  ...{ fee: '10.00', waters: [{ name: 'Dienvidu ezers', hectares: '2.5' }] },
  companions: [{ nickname: 'Asaris' }],
};
const FIELDS: ReadableFields = new Map<string, true | ReadableFields>([
  ['revision', true],
  ['waters', new Map([['hectares', true as const]])],
]);

test('a view has the fields that it names, those of rows too, and the key', () => {
  const view = makeView(licences(), { fields: FIELDS, rows: [] });
  expect(view.cut(RECORD)).toEqual({
    ...{ personCode: '320000-00001', number: 'L-1', revision: 3 },
    waters: [{ hectares: '2.5' }],
  });
  expect(view.definition.fields.map(({ name }) => name)).toEqual([
    ...['personCode', 'number', 'revision', 'waters'],
  ]);
  expect(view.definition).toMatchObject({ recordVersion: 'revision' });
  expect(view.definition).not.toHaveProperty('validFrom');
  expect(JSON.stringify(view.definition.fields)).not.toMatch(/since|fee|companions|nickname/);
  expect(wholeView(licences()).cut(RECORD)).toBe(RECORD);
});

test('rows are those whose fields have one of the values, and no value means no row', () => {
  const rows = [
    { field: 'revision', values: ['3', '4'] },
    { field: 'number', values: ['L-1'] },
  ];
  const view = makeView(licences(), { fields: FIELDS, rows });
  expect(view.isInView(RECORD)).toBe(true);
  expect(view.isInView({ ...RECORD, revision: 2 })).toBe(false);
  expect(view.isInView({ number: 'L-1' })).toBe(false);
  const none = makeView(licences(), { fields: FIELDS, rows: [{ field: 'fee', values: [] }] });
  expect(none.isInView(RECORD)).toBe(false);
  expect(rowsCondition(rows, 3)).toEqual({
    text:
      ` and ((content ->> 'revision') collate "C") = any ($3::text[])` +
      ` and ((content ->> 'number') collate "C") = any ($4::text[])`,
    values: [['3', '4'], ['L-1']],
  });
  expect(() => rowsCondition([{ field: "a' or true --", values: [] }], 1)).toThrow(RangeError);
});

/** Kind in the log, the field before (undefined: it did not change) and now, and what is told. */
const CHANGES: [name: string, kind: string, was: unknown, is: unknown, told: string | undefined][] =
  [
    ['one that begins inside', 'n', undefined, '10', 'new'],
    ['one that begins outside', 'n', undefined, '20', undefined],
    ['one that stays inside', 'c', undefined, '10', 'changed'],
    ['one that is corrected inside', 'x', undefined, '10', 'changed'],
    ['one that stays outside', 'c', '30', '20', undefined],
    ['one that comes in', 'c', '20', '10', 'new'],
    ['one that comes in where nothing was', 'x', null, '10', 'new'],
    ['one that leaves', 'c', '10', '20', 'deleted'],
    ['one that is deleted inside', 'd', '10', undefined, 'deleted'],
    ['one that is deleted outside', 'd', '20', undefined, undefined],
  ];

test.each(CHANGES)('%s', (_name, kind, was, is, told) => {
  const rows = [{ field: 'fee', values: ['10'] }];
  const view = makeView(licences(), { fields: FIELDS, rows });
  const key = { number: 'L-1', revision: 3 };
  const open = is === undefined ? key : { ...key, fee: is };
  const entry: ChangeEntry = {
    ...{ position: 7, kind, content: JSON.stringify(open), sealed: null },
    ...{ former: was === undefined ? null : { fee: was }, recordedAt: new Date(0) },
  };
  const shown = showChange(view, entry, { personCode: '320000-00001', ...open });
  expect(shown?.kind).toBe(told);
  expect(JSON.stringify(shown ?? '')).not.toContain('fee');
  if (told === 'deleted') expect(shown?.delete).toEqual({ personCode: '320000-00001', ...key });
});

test('a correction is told as one to those alone who see since when a record holds', () => {
  const content = JSON.stringify({ number: 'L-1' });
  const entry = { position: 7, kind: 'x', content, sealed: null, former: null };
  const told = (fields: ReadableFields) => {
    const view = makeView(licences(), { fields, rows: [] });
    return showChange(view, { ...entry, recordedAt: new Date(0) }, RECORD)?.kind;
  };
  expect(told(new Map([['since', true as const]]))).toBe('corrected');
  expect(told(FIELDS)).toBe('changed');
});
