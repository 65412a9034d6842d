import { expect, test } from 'vitest';
import { Definition, type WrittenDefinition } from '../definition.ts';
import { grantFields, grantsPersonal, readableFields } from './granted-fields.ts';
import { makeView } from './view.ts';

type WrittenFields = WrittenDefinition['fields'];

const THEN: WrittenFields = [
  { name: 'id', class: 'none' },
  { name: 'note', class: 'none' },
  { name: 'owner', class: 'personal' },
  {
    name: 'trips',
    list: [
      { name: 'port', class: 'none' },
      { name: 'guest', class: 'personal' },
    ],
  },
];

function definition(fields: WrittenFields): Definition {
  const name = { lv: 'Laivas', en: 'Boats' };
  return Definition.parse({ code: 'boats', name, institution: 'x', key: ['id'], fields });
}

/** Names that are readable now of what was granted then. */
function readable(asked: 'all' | string[], now: WrittenFields): unknown {
  const { granted } = grantFields(definition(THEN), asked);
  const fields = readableFields(definition(now).fields, granted);
  const view = makeView(definition(now), { fields, rows: [] });
  const names = (all: Definition['fields']): unknown[] =>
    all.map((field) => ('list' in field ? { [field.name]: names(field.list) } : field.name));
  return names(view.definition.fields);
}

/** The fields with one of them changed. */
function withField(name: string, change: object): WrittenFields {
  return THEN.map((field) => (field.name === name ? { ...field, ...change } : field));
}

const TRIPS = { trips: ['port', 'guest'] };
const ALL = ['id', 'note', 'owner', TRIPS];

test.each<[string, 'all' | string[], WrittenFields, unknown[]]>([
  ['all, when nothing changed', 'all', THEN, ALL],
  ['what is named, and the key', ['owner'], THEN, ['id', 'owner']],
  ['a part of a list', ['trips.port'], THEN, ['id', { trips: ['port'] }]],
  ['a list as a whole', ['trips', 'trips.port'], THEN, ['id', TRIPS]],
  ['nothing of what is gone', ['note', 'owner'], THEN.slice(0, 2), ['id', 'note']],
  [
    'nothing of what became more sensitive',
    'all',
    withField('owner', { class: 'special' }),
    ['id', 'note', TRIPS],
  ],
  [
    'nothing of that where it is named',
    ['note'],
    withField('note', { class: 'pseudonymous' }),
    ['id'],
  ],
  ['what became less sensitive', ['owner'], withField('owner', { class: 'none' }), ['id', 'owner']],
  [
    'with all, what was added and tells of nobody',
    'all',
    [...THEN, { name: 'colour', class: 'none' }, { name: 'debt', class: 'pseudonymous' }],
    [...ALL, 'colour'],
  ],
  [
    'with names, nothing that was added',
    ['note'],
    [...THEN, { name: 'colour', class: 'none' }],
    ['id', 'note'],
  ],
  [
    'of a list that became a value nothing',
    ['trips.port'],
    [...THEN.slice(0, 3), { name: 'trips', class: 'none' }],
    ['id'],
  ],
])('%s', (_name, asked, now, expected) => {
  expect(readable(asked, now)).toEqual(expected);
});

test('two decide where a granted field, or the key, is personal', () => {
  const needs = (asked: 'all' | string[], of = definition(THEN)) =>
    grantsPersonal(of, grantFields(of, asked).granted);
  expect(needs('all')).toBe(true);
  expect(needs(['note', 'trips.port'])).toBe(false);
  expect(needs(['trips.guest'])).toBe(true);
  expect(needs(['note'], definition(withField('id', { class: 'personal' })))).toBe(true);
});
