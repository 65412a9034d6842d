import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SEED } from '../../../platform/testing/seed.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { entitlementPeriods } from '../entitlement-periods.ts';
import type { Grantor, Instruction } from '../instruction.ts';
import { anyVersions } from '../testing/instruction-arbitraries.ts';
import { tinyConcepts, tinyGrantors } from '../testing/tiny-concepts.ts';
import { openSharedWorld } from '../testing/two-engines.ts';
import { everGivenSql } from './ever-given-sql.ts';

const PERSONS = 200;
const INSTRUCTIONS = 300;
const GRANTORS: readonly Grantor[] = [
  'ministry',
  'm-0099000',
  { municipalityOf: 'residence' },
  { municipalityOf: 'institution-territory' },
];

test('everybody who is ever given something is found, and by far not everybody', async () => {
  const context = await testContext();
  const { world, personsOf } = await openSharedWorld(context, { seed: SEED, persons: PERSONS });
  const { personIds, pick } = world;
  const persons = personsOf({ personIds, condition: { all: [] }, grantor: '', day: '' });
  const around = { concepts: tinyConcepts, grantors: tinyGrantors };
  const sum = { given: 0, found: 0, asked: 0 };
  const instructions = fc.sample(anyVersions, { numRuns: INSTRUCTIONS }).flat();
  for (const version of instructions.slice(0, INSTRUCTIONS)) {
    const { instruction } = version;
    const grantor = pick(GRANTORS);
    const found = await findEver({ grantor, instruction });
    const given = persons.filter(
      (person) => entitlementPeriods({ grantor, versions: [version] }, person, around).length > 0,
    );
    const missing = given.filter(({ personId }) => !found.has(personId));
    expect({ grantor, instruction, missing }).toMatchObject({ missing: [] });
    sum.given += given.length;
    sum.found += found.size;
    sum.asked += persons.length;
  }
  expect(sum.given).toBeGreaterThan(INSTRUCTIONS);
  expect(sum.found).toBeLessThan(sum.asked * 0.8);

  async function findEver(grant: { grantor: Grantor; instruction: Instruction }) {
    const rows = (column: string) => `${column} = any($1::uuid[])`;
    const found = await context.db.query<{ id: string }>(
      `select person.person_id as id from persons.lives person
       where ${rows('person.person_id')} and ${everGivenSql(grant, { ...around, rows })}`,
      [personIds],
    );
    return new Set(found.map(({ id }) => id));
  }
}, 120_000);
