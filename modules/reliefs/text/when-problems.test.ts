import { expect, test } from 'vitest';
import { classifiersFromFiles } from '../../classifiers/index.ts';
import { readRelief } from '../relief-text.ts';

const codes = classifiersFromFiles();

/** The problems of a relief whose only benefit is given when …: place in the tree, code, meant word. */
function problemsOf(when: string): string[] {
  const text = `code: TEST-CITY
kind: discount
name: { lv: Pilsēta, en: City }
label: { lv: Pilsēta, en: City }
categories: [residents]
grantor: m-0001000
act: Rules
source: Invented
versions:
  - from: 2027-01-01
    who: { age: { from: 18 } }
    benefits:
      - on: [city-transport]
        give: { percent: 50 }
        when: ${when}
`;
  const reading = readRelief({ file: 'x', text }, codes);
  if (reading.ok) return [];
  return reading.problems.map(({ line, path, code, suggestion }) => {
    expect(line).toBe(15);
    const place = path.slice(5).join('.');
    return `${place === '' ? '' : `${place} `}${code}${suggestion ? ` → ${suggestion}` : ''}`;
  });
}

test.each<[string, string, string[]]>([
  ['a leaf', '{ weekdays: [monday], from: "08:00" }', []],
  ['a tree', '{ any: [{ all: [{ day: school-day }] }, { not: { firstUse: day } }] }', []],
  [
    'a weekday deep inside',
    '{ any: [{ all: [{ weekdays: [moonday] }] }] }',
    ['any.0.all.0.weekdays.0 value-unknown → monday'],
  ],
  [
    'a field beside a right one',
    '{ any: [{ from: "08:00", too: "10:00" }] }',
    ['any.0.too field-unknown → to'],
  ],
  [
    'a field alone',
    '{ all: [{ not: { seson: { from: "06-01", to: "09-01" } } }] }',
    ['all.0.not form-unknown → season'],
  ],
  [
    'a field that other places have',
    '{ basket: { price: { from: 20, units: 2 } } }',
    ['basket.price.units field-unknown'],
  ],
  ['a joint', '{ alll: [{ day: school-day }] }', ['form-unknown → all']],
  [
    'a field that must stand',
    '{ not: { season: { from: "06-01" } } }',
    ['not.season.to field-missing'],
  ],
  ['nothing at all', '{ all: [{}] }', ['all.0 form-unknown']],
  ['an empty list', '{ any: [] }', ['any value-too-small']],
  [
    'two joints in one',
    '{ all: [{ day: school-day }], any: [{ day: school-day }] }',
    ['any field-unknown'],
  ],
  [
    'several at once',
    '{ any: [{ weekdays: [moonday] }, { palces: [x] }, { lastOfMonth: fryday }] }',
    [
      'any.0.weekdays.0 value-unknown → monday',
      'any.1 form-unknown → places',
      'any.2.lastOfMonth value-unknown → friday',
    ],
  ],
])('%s: %s', (_, when, expected) => {
  expect(problemsOf(when)).toEqual(expected);
});
