import { stringify } from 'yaml';
import type { Classifiers } from '../modules/classifiers/index.ts';
import type { Condition } from '../modules/reliefs/condition.ts';
import { explainCondition } from '../modules/reliefs/explain-condition.ts';
import type { Relief } from '../modules/reliefs/instruction.ts';
import { readCaseDay } from './case-basket.ts';
import { readCasePerson } from './case-person.ts';
import type { PageExample } from './page-examples.ts';
import { definitionTexts, readReliefTexts } from './read-relief-files.ts';
import { runCase } from './run-case.ts';

/** The organisation that gives the reliefs of the examples, and where. */
const GRANTOR = 'm-0001000';
const TERRITORY = '0001000';
/** An instruction that says nothing about whom it is for is for everybody. */
const EVERYBODY = { age: { from: 0 } };

type Row = PageExample['rows'][number];

/** What comes out of a row, by the columns that tell what is expected. Throws for a bad text. */
export function runPageExample(
  example: PageExample,
  { place, cells }: Row,
  classifiers: Classifiers,
): Record<string, string> {
  const catalogue = catalogueOf(example, classifiers);
  if (example.kind === 'condition') {
    const [condition] = catalogue.flatMap(({ versions }) => versions.map(({ who }) => who));
    if (!condition) throw new Error(`${place}: no condition.`);
    return { verdict: verdictOf(condition, cells, classifiers) };
  }
  const { person = '', day = '', basket = '' } = cells;
  const row = { place, person, day, basket, recipientPays: '', reliefs: '', why: '' };
  const outcome = runCase(row, { catalogue, classifiers });
  const found = { 'recipient pays': outcome.recipientPays, reliefs: outcome.reliefs };
  return Object.fromEntries(Object.entries(found).filter(([column]) => column in cells));
}

/** The example as reliefs that the platform reads, so that all that it checks is checked. */
function catalogueOf({ place, kind, written }: PageExample, classifiers: Classifiers): Relief[] {
  const instructions = kind === 'instructions' ? (written as object[]) : [written as object];
  const files = instructions.map((instruction, index) => ({
    file: place,
    text: stringify({
      code: instructions.length === 1 ? 'EXAMPLE' : `EXAMPLE-${index + 1}`,
      kind: 'discount',
      name: { lv: 'Piemērs', en: 'Example' },
      label: { lv: 'Piemērs', en: 'Example' },
      categories: ['residents'],
      grantor: GRANTOR,
      act: 'none',
      source: 'none',
      versions: [versionOf(kind, instruction)],
    }),
  }));
  return readReliefTexts([...files, ...definitionTexts()], classifiers);
}

function versionOf(kind: PageExample['kind'], written: object): object {
  const from = '2000-01-01';
  if (kind !== 'condition') return { from, who: EVERYBODY, ...written };
  return { from, who: written, benefits: [{ on: ['bread'], give: { percent: 1 } }] };
}

function verdictOf(condition: Condition, cells: Row['cells'], classifiers: Classifiers): string {
  const { person = '', day = '' } = cells;
  const { facts } = readCasePerson(person, classifiers);
  const subject = { person: facts, day: readCaseDay(day).day, concepts: classifiers };
  return explainCondition(condition, { ...subject, grantorTerritory: TERRITORY }).verdict;
}
