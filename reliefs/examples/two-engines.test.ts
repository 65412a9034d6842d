import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import {
  classifiersFromFiles,
  loadClassifiers,
  readContentFiles,
} from '../../modules/classifiers/index.ts';
import type { Condition, Verdict } from '../../modules/reliefs/condition.ts';
import { livesOn } from '../../modules/reliefs/conditions/subject.ts';
import { explainCondition } from '../../modules/reliefs/explain-condition.ts';
import { makePopulation } from '../../modules/reliefs/sql-engine/population.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { readCaseDay } from '../case-basket.ts';
import { readCasePerson } from '../case-person.ts';
import { readCaseTable } from '../case-table.ts';
import { readReliefFiles } from '../read-relief-files.ts';
import { insertCasePersons } from './testing/insert-case-persons.ts';

const FOLDER = new URL('./', import.meta.url);
const vocabulary = fileURLToPath(new URL('vocabulary', FOLDER));
const classifiers = classifiersFromFiles({ vocabulary });
const reliefs = readReliefFiles(classifiers, FOLDER);
const GRANTORS = {
  municipalities: [],
  territoryOf: () => undefined,
  municipalityOf: () => undefined,
};

/** Every condition of every version, asked about every person of the relief's cases on the day. */
const rows = reliefs.flatMap((relief) => {
  const file = `cases/${relief.code.toLowerCase()}.md`;
  const conditions = relief.versions.flatMap(({ who, benefits }) => [
    who,
    ...benefits.flatMap((benefit) => (benefit.who ? [benefit.who] : [])),
  ]);
  return readCaseTable(file, readFileSync(new URL(file, FOLDER), 'utf8')).map((row) => ({
    place: row.place,
    conditions,
    day: readCaseDay(row.day).day,
    person: readCasePerson(row.person, classifiers).facts,
  }));
});

test('the database has the verdict of the process, in all cases of all examples', async () => {
  const context = await testContext();
  await loadClassifiers(context, readContentFiles({ vocabulary }));
  const persons = rows.map(({ person }) => person);
  const ids = await insertCasePersons(context.adminDb, persons, classifiers);
  const seen = new Map<Verdict, number>();
  const wrong: unknown[] = [];
  for (const [index, { place, conditions, day, person }] of rows.entries()) {
    const subject = { person, day, concepts: classifiers };
    const inProcess = livesOn(person, day)
      ? conditions.map((condition) => explainCondition(condition, subject).verdict)
      : [];
    const inDatabase = await askDatabase(ids[index] ?? '', { conditions, day });
    for (const verdict of inProcess) seen.set(verdict, (seen.get(verdict) ?? 0) + 1);
    if (inProcess.join() !== inDatabase.join()) wrong.push({ place, inProcess, inDatabase });
  }
  expect(wrong).toEqual([]);
  for (const verdict of ['yes', 'no', 'unknown'] as const)
    expect(seen.get(verdict)).toBeGreaterThan(9);

  async function askDatabase(
    id: string,
    { conditions, day }: { conditions: readonly Condition[]; day: string },
  ): Promise<Verdict[]> {
    const narrow = (column: string) => `${column} = any($1::uuid[])`;
    const grounds = { concepts: classifiers, grantors: GRANTORS, day, rows: narrow };
    const population = makePopulation(grounds);
    const verdicts = conditions.map((condition) => population.verdict(condition, 'example'));
    const statement = population.statement(
      { verdicts: `array[${verdicts.join(', ')}]::boolean[]` },
      ' select verdicts from answered',
    );
    const [found] = await context.db.query<{ verdicts: (boolean | null)[] }>(statement, [[id]]);
    return (found?.verdicts ?? []).map((one) => (one === null ? 'unknown' : one ? 'yes' : 'no'));
  }
});
