import type { Database } from '../../../platform/database/database.ts';
import type { PersonFacts } from '../../persons/person-facts.ts';
import { compileConditions } from '../compiled/compile-conditions.ts';
import { VERDICT_OF_CODE } from '../compiled/verdict-codes.ts';
import type { Condition, Verdict } from '../condition.ts';
import { resolveGrantor } from '../conditions/givings.ts';
import { livesOn } from '../conditions/subject.ts';
import type { Grantor } from '../instruction.ts';
import { makePopulation } from '../sql-engine/population.ts';
import { tinyConcepts, tinyGrantors } from './tiny-concepts.ts';

/** One instruction asked about some persons on a day. */
export interface Asking {
  condition: Condition;
  grantor: Grantor;
  day: string;
  personIds: string[];
}

/** Verdicts of the database, by person; a person who does not live on the day has none. */
export async function askDatabase(
  db: Database,
  { condition, grantor, day, personIds }: Asking,
): Promise<Map<string, Verdict>> {
  const population = makePopulation({
    concepts: tinyConcepts,
    grantors: tinyGrantors,
    day,
    rows: (column) => `${column} = any($1::uuid[])`,
  });
  const verdict = population.verdict(condition, grantor);
  const statement = population.statement(
    { verdict },
    ' select person_id as id, verdict from answered',
  );
  const rows = await db.query<{ id: string; verdict: boolean | null }>(statement, [personIds]);
  return new Map(
    rows.map((row) => [row.id, row.verdict === null ? 'unknown' : row.verdict ? 'yes' : 'no']),
  );
}

/** The same of the engine in process, compiled once for all of them. */
export function askInProcess(
  { condition, grantor, day }: Asking,
  persons: readonly PersonFacts[],
): Map<string, Verdict> {
  const compiled = compileConditions([condition], tinyConcepts.on(day));
  const into = new Uint8Array(1);
  const verdicts = new Map<string, Verdict>();
  for (const person of persons) {
    if (!livesOn(person, day)) continue;
    const given = resolveGrantor(grantor, { person, day, grantors: tinyGrantors });
    compiled.verdicts({ person, day, territories: [given?.territory] }, into);
    verdicts.set(person.personId, VERDICT_OF_CODE[into[0] ?? -1] ?? 'unknown');
  }
  return verdicts;
}
