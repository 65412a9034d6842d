import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SEED } from '../../../platform/testing/seed.ts';
import { type TestContext, testContext } from '../../../platform/testing/test-context.ts';
import { loadClassifiers } from '../../classifiers/index.ts';
import { addOrganisations } from '../../persons/index.ts';
import { anyVersions } from '../../reliefs/testing/instruction-arbitraries.ts';
import type { World } from '../../reliefs/testing/random-world.ts';
import { tinyContent } from '../../reliefs/testing/tiny-concepts.ts';
import { openSharedWorld } from '../../reliefs/testing/two-engines.ts';
import { followChanges, followLoad, noteChangedPersons, recomputeEntitlements } from '../index.ts';
import type { ChangedPerson } from './changed-person.ts';

const PERSONS = 60;
const RELIEFS = 30;
const ROUNDS = 12;
const GRANTORS = ['ministry', 'm-0099000', { municipalityOf: 'residence' }];

async function scene(): Promise<{ context: TestContext; world: World }> {
  const context = await testContext();
  await loadClassifiers(context, tinyContent);
  const { world } = await openSharedWorld(context, { seed: SEED, persons: PERSONS });
  const common = { registrationNumber: null, roles: ['grantor' as const] };
  const name = { lv: 'Devējs', en: 'Grantor' };
  await addOrganisations(context, [
    { ...common, code: 'ministry', kind: 'institution', territory: null, name },
    ...['0099000', '0098000'].map((territory) => ({
      ...{ ...common, code: `m-${territory}`, kind: 'municipality' as const, territory, name },
    })),
  ]);
  const drawn = fc.sample(anyVersions, { numRuns: RELIEFS });
  for (const [position, versions] of drawn.entries()) {
    const id = context.ids.next();
    const grantor = GRANTORS[position % GRANTORS.length];
    await context.adminDb.query(
      `insert into reliefs.reliefs
         (id, code, kind, name_lv, name_en, label_lv, label_en, categories, statement)
       values ($1, $2, 'discount', '-', '-', '-', '-', '{}', $3)`,
      [id, `R-${position}`, JSON.stringify({ grantor, act: '-', source: '-' })],
    );
    for (const { version, instruction } of versions) {
      const { to, ...content } = instruction;
      await context.adminDb.query(
        `insert into reliefs.instructions
           (id, relief_id, version, valid_from, valid_to, content, digest, published_at)
         values ($1, $2, $3, $4, $5, $6, '\\x00', now())`,
        [context.ids.next(), id, version, instruction.from, to ?? null, JSON.stringify(content)],
      );
    }
  }
  return { context, world };
}

/** Ends, moves and takes away some facts of persons and households, and says of whom and which. */
async function changeFacts(context: TestContext, { pick, personIds }: World) {
  const some = [pick(personIds), pick(personIds), pick(personIds)];
  const changed = await context.adminDb.query<ChangedPerson & Record<string, unknown>>(
    `with own as (
       update persons.facts
       set valid_from = valid_from - 100, code = case when kind = 'residence' then '0099110' else code end
       where person_id = any($1::uuid[]) and superseded_at is null and ascii(id::text) % 2 = 0
       returning person_id, kind
     ), gone as (
       update persons.facts set superseded_at = now()
       where person_id = any($1::uuid[]) and superseded_at is null and ascii(id::text) % 2 = 1
       returning person_id, kind
     ), of_household as (
       update persons.household_facts fact set valid_to = fact.valid_from + 200
       from (select household_id from persons.household_members
         where person_id = any($1::uuid[])) own
       where own.household_id = fact.household_id and fact.superseded_at is null
       returning fact.household_id, kind
     )
     select person_id as "personId", array[kind] as kinds from own
     union all select person_id, array[kind] from gone
     union all select member.person_id, array[kind] from of_household
       join persons.household_members member using (household_id)`,
    [some],
  );
  await noteChangedPersons(context, changed);
}

/** Both sides of every relation and household that was or is. */
async function changeRelations(context: TestContext, { pick, personIds }: World) {
  const some = [pick(personIds), pick(personIds)];
  const both = await context.adminDb.query<{ id: string }>(
    `select distinct related_id as id from persons.known_relations
     where person_id = any($1::uuid[]) union select unnest($1::uuid[])`,
    [some],
  );
  await context.adminDb.query(
    'delete from persons.relations where person_id = $1::uuid or related_id = $1::uuid',
    [some[0]],
  );
  await context.adminDb.query(
    'update persons.household_members set valid_to = valid_from + 1 where person_id = $1::uuid',
    [some[1]],
  );
  await context.adminDb.query(
    'update persons.persons set birth_date = birth_date + 3000 where id = $1::uuid',
    [some[0]],
  );
  await noteChangedPersons(
    context,
    both.map(({ id }) => ({ personId: id, kinds: ['relation'] })),
  );
}

test('what follows a change is what a recomputation of everything comes to', async () => {
  const { context, world } = await scene();
  await recomputeEntitlements(context);
  const sum = { persons: 0, added: 0, superseded: 0 };
  for (let round = 0; round < ROUNDS; round++) {
    if (round % 3 === 2) await changeRelations(context, world);
    else await changeFacts(context, world);
    const followed =
      round % 2 === 0 ? await followChanges(context) : await followLoad(context, { loadRows: 1 });
    for (const key of ['persons', 'added', 'superseded'] as const) sum[key] += followed[key];
    expect(await followChanges(context)).toMatchObject({ taken: 0 });
    const everything = { persons: PERSONS, added: 0, superseded: 0 };
    expect({ round, ...(await recomputeEntitlements(context)) }).toEqual({ round, ...everything });
  }
  expect(sum.added).toBeGreaterThan(0);
  expect(sum.persons).toBeLessThan(ROUNDS * PERSONS);
}, 120_000);
