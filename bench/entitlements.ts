import { stringify } from 'yaml';
import { loadClassifiers, readClassifiers } from '../modules/classifiers/index.ts';
import {
  followPublications,
  makeGroundsReader,
  previewDraft,
  recomputeDiffering,
  recomputeEntitlements,
  recomputePersons,
} from '../modules/entitlements/index.ts';
import {
  addOrganisations,
  listOrganisations,
  listPersonIds,
  listPersonRanges,
} from '../modules/persons/index.ts';
import type { Condition } from '../modules/reliefs/condition.ts';
import {
  grantSql,
  importReliefs,
  makeGrantors,
  makePopulation,
  readCatalogue,
} from '../modules/reliefs/index.ts';
import { Instruction } from '../modules/reliefs/instruction.ts';
import { rigaDay } from '../platform/clock/day.ts';
import type { Context } from '../platform/context.ts';
import { type BenchDatabase, databaseCpuSeconds, withBenchDatabase } from './database.ts';
import { handWrittenStatement } from './hand-written.ts';
import { fillPeople } from './people.ts';
import { type BenchRelief, MINISTRY, twoHundredReliefs } from './two-hundred-reliefs.ts';

const ROUNDS = 3;
const RANGE_PERSONS = 100_000;

/** Two hundred reliefs for everybody, in one pass, beside the same rules in SQL by hand. */
export async function benchEntitlements(persons: number): Promise<void> {
  await withBenchDatabase(async (database) => {
    const { context, admin } = database;
    const begunMs = performance.now();
    await loadClassifiers(context);
    await fillPeople(admin, persons);
    const places = await addPlaces(context);
    const reliefs = twoHundredReliefs(places);
    const [facts] = await admin.query<{ count: number }>('select count(*) from persons.facts');
    tell('people made', begunMs, `${persons} persons, ${facts?.count} facts`);
    await comparePasses(context, { reliefs, places });
    await publish(context, reliefs);
    await fillEntitlements(database, reliefs);
    await benchUseCases(database);
  });
}

interface Place {
  grantor: string;
  codes: string[];
}

/** The ministry and every municipality of the classifier, as organisations. */
async function addPlaces(context: Context): Promise<Place[]> {
  const classifiers = await readClassifiers(context);
  const territories =
    classifiers.schemes.find(({ code }) => code === 'territories')?.concepts ?? [];
  const top = territories.filter(({ broader }) => broader === null);
  const organisation = { registrationNumber: null, roles: ['grantor' as const] };
  await addOrganisations(context, [
    {
      ...{ ...organisation, code: MINISTRY, kind: 'institution', territory: null },
      name: { lv: 'Ministrija', en: 'Ministry' },
    },
    ...top.map(({ code, lv, en }) => ({
      ...{ ...organisation, code: `m-${code}`, kind: 'municipality' as const, territory: code },
      name: { lv, en },
    })),
  ]);
  const places = top.map(({ code }) => ({
    grantor: `m-${code}`,
    codes: [...classifiers.codesOf('territories', code)],
  }));
  return places.sort((one, other) => other.codes.length - one.codes.length);
}

/** Both statements over the same ranges, in turns; what they answer must be the same. */
async function comparePasses(
  context: Context,
  { reliefs, places }: { reliefs: readonly BenchRelief[]; places: readonly Place[] },
): Promise<void> {
  const day = rigaDay(context.clock.now());
  const compiled = await compiledStatement(context, reliefs);
  const subjects = {
    compiled,
    'by hand': handWrittenStatement(reliefs, places, day),
  };
  const seconds = new Map<string, number[]>();
  const answers = new Set<string>();
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, statement] of Object.entries(subjects)) {
      const begunMs = performance.now();
      answers.add(await runOverRanges(context, statement));
      seconds.set(name, [...(seconds.get(name) ?? []), (performance.now() - begunMs) / 1_000]);
    }
  }
  if (answers.size > 1) throw new Error(`The two passes differ: ${[...answers].join(' and ')}.`);
  const median = (name: string) => seconds.get(name)?.sort((a, b) => a - b)[ROUNDS >> 1] ?? 0;
  const [own, byHand] = [median('compiled'), median('by hand')];
  console.log(`one pass        ${own.toFixed(2)} s, by hand ${byHand.toFixed(2)} s`);
  console.log(`ratio           ${(own / byHand).toFixed(2)} (goal: at most 1.3); ${[...answers]}`);
}

/** `entry`: what an entitlement is told as, of its relief's code and its grantor. */
async function compiledStatement(
  context: Context,
  reliefs: readonly BenchRelief[],
  entry: (code: string, grantor: string) => string = (code) => code,
): Promise<string> {
  const concepts = await readClassifiers(context);
  const organisations = await listOrganisations(context);
  const ids = new Map(organisations.map(({ code, id }) => [code, id]));
  const grantors = makeGrantors(organisations, concepts);
  const day = rigaDay(context.clock.now());
  const population = makePopulation({ concepts, grantors, day, rows: inRange });
  const entries = reliefs.map(({ code, grantor, who }) => {
    const grant = { grantor, instruction: instructionOf(who) };
    const given = grantSql(population, grant, (organisation) => ids.get(organisation));
    return `case when ${given.isGiven} then ${entry(`'${code}'`, given.grantor)} end`;
  });
  return population.statement(
    { entries: `array_remove(array[${entries.join(', ')}], null)` },
    ' select person_id, entries from answered',
  );
}

const inRange = (column: string) => `${column} > $1::uuid and ${column} <= $2::uuid`;

/** What everybody is due, as rows: the periods and reasons are not what is measured afterwards. */
async function fillEntitlements(
  { context, admin }: BenchDatabase,
  reliefs: readonly BenchRelief[],
): Promise<void> {
  const due = await compiledStatement(
    context,
    reliefs,
    (code, grantor) => `concat_ws(':', ${code}, ${grantor})`,
  );
  const published = (await readCatalogue(context)).map(({ code, reliefId, versions }) => {
    return `('${code}', '${reliefId}'::uuid, '${versions[0]?.instructionId}'::uuid)`;
  });
  for (const { after, to } of await listPersonRanges(context, RANGE_PERSONS)) {
    await admin.query(
      `insert into entitlements.entitlements (person_id, id, relief_id, instruction_id, grantor_id,
         household_id, benefits, valid_from, source, reason, computed_at)
       select due.person_id, gen_random_uuid(), relief_id, instruction_id,
         split_part(entry, ':', 2)::uuid, member.household_id, '{0}', '2020-01-01', 'facts', '{}', now()
       from (${due}) due
       join persons.memberships member on member.person_id = due.person_id,
         unnest(due.entries) entry
       join (values ${published.join(', ')}) published (code, relief_id, instruction_id)
         on published.code = split_part(entry, ':', 1)`,
      [after, to],
    );
  }
  await admin.query('vacuum analyze entitlements.entitlements');
}

/** Runs a statement over all ranges, two at a time, and sums up what it answers. */
async function runOverRanges(context: Context, statement: string): Promise<string> {
  const ranges = await listPersonRanges(context, RANGE_PERSONS);
  const sum = { persons: 0, entries: 0, mark: 0n };
  const work = async () => {
    for (let range = ranges.shift(); range; range = ranges.shift()) {
      const { after, to } = range;
      const [row] = await context.db.transaction(async (db) => {
        await db.query(
          `select set_config('work_mem', '128MB', true), set_config('jit', 'off', true)`,
        );
        return await db.query<{ persons: number; entries: number; mark: string }>(
          `select count(*) as persons, coalesce(sum(cardinality(entries)), 0)::bigint as entries,
             coalesce(sum(hashtext(person_id::text || entries::text)), 0)::text as mark
           from (${statement}) answered`,
          [after, to],
        );
      });
      sum.persons += row?.persons ?? 0;
      sum.entries += row?.entries ?? 0;
      sum.mark += BigInt(row?.mark ?? 0);
    }
  };
  await Promise.all([work(), work()]);
  return `${sum.persons} persons, ${sum.entries} entitlements, mark ${sum.mark}`;
}

function instructionOf(who: Condition): Instruction {
  return Instruction.parse({
    from: '2020-01-01',
    who,
    benefits: [{ on: ['transport'], give: { percent: 50 } }],
  });
}

async function publish(
  context: Context,
  reliefs: readonly Omit<BenchRelief, 'handWritten'>[],
): Promise<void> {
  const name = { lv: 'Mērījums', en: 'Measurement' };
  const files = reliefs.map(({ code, grantor, who }) => {
    const versions = [
      { from: '2020-01-01', who, benefits: [{ on: ['transport'], give: { percent: 50 } }] },
    ];
    const stated = { code, kind: 'discount', name, label: name, categories: ['residents'] };
    const relief = { ...stated, grantor, act: 'mērījums', source: 'invented', versions };
    return {
      file: `${code.toLowerCase()}.yaml`,
      text: stringify(relief, { aliasDuplicateObjects: false }),
    };
  });
  await importReliefs(context, files, await readClassifiers(context));
}

async function benchUseCases(database: BenchDatabase): Promise<void> {
  const { context } = database;
  const draft = { code: 'BENCH-0-1', grantor: MINISTRY, instruction: instructionOf(DRAFT) };
  let begunMs = performance.now();
  const differing = await recomputeDiffering(context);
  tell('all, differing', begunMs, `${differing.persons} persons differ`);
  begunMs = performance.now();
  const preview = await previewDraft(context, draft);
  tell('preview', begunMs, `${preview.persons} persons, ${preview.counts.length} rows`);
  await benchSome(database);
  await benchPublishing(context);
}

/** One relief at a time after everything was recomputed, so that all rows are those of this program. */
async function benchPublishing(context: Context): Promise<void> {
  await recomputeEntitlements(context);
  const selective: Condition = { fact: 'disability', in: ['group-1', 'group-2'] };
  for (const [code, who] of Object.entries({ 'NEW-DISABILITY': selective, 'NEW-AGE': DRAFT })) {
    await publish(context, [{ code, grantor: MINISTRY, who }]);
    const begunMs = performance.now();
    const { persons, added } = await followPublications(context);
    tell('published', begunMs, `${code}: ${persons} persons asked, ${added} entitlements added`);
  }
  const begunMs = performance.now();
  const { persons, added, superseded } = await recomputeEntitlements(context);
  tell('everything', begunMs, `${persons} persons, ${added} added, ${superseded} ended`);
}

const DRAFT: Condition = {
  any: [{ age: { from: 58 } }, { fact: 'disability', in: ['group-1', 'group-2'] }],
};

/** One person, and a thousand of them, whose facts have changed; with those related to them. */
async function benchSome({ context, admin }: BenchDatabase): Promise<void> {
  const read = makeGroundsReader();
  const ids = await listPersonIds(context, { after: FIRST_ID, limit: 4_000 });
  const recompute = async (some: readonly string[]) => await recomputePersons(context, some, read);
  // First, so that the rules are compiled and the rows are those of this program.
  await recompute(ids.slice(0, ONES_PERSONS + BATCH_PERSONS));
  await admin.query(
    `update persons.facts set code = 'group-1' where kind = 'disability' and person_id = any($1)`,
    [ids],
  );
  const durationsMs: number[] = [];
  for (const id of ids.slice(0, ONES_PERSONS)) {
    const begunMs = performance.now();
    await recompute([id]);
    durationsMs.push(performance.now() - begunMs);
  }
  durationsMs.sort((a, b) => a - b);
  const median = durationsMs[durationsMs.length >> 1] ?? 0;
  console.log(`one person      ${median.toFixed(2)} ms (goal: below 5)`);
  const nodeCpu = process.cpuUsage();
  const databaseCpu = await databaseCpuSeconds(admin);
  const begunMs = performance.now();
  // Whole households of three: nobody is related to anybody outside.
  const recomputed = await recompute(ids.slice(ONES_PERSONS, ONES_PERSONS + BATCH_PERSONS));
  const database = (await databaseCpuSeconds(admin)) - databaseCpu;
  const { user, system } = process.cpuUsage(nodeCpu);
  const node = (user + system) / 1_000_000;
  tell(
    'a batch',
    begunMs,
    `${recomputed.persons} persons, ${((node + database) * 1_000).toFixed(0)} ms CPU: ` +
      `${(node * 1_000).toFixed(0)} in Node, ${(database * 1_000).toFixed(0)} in PostgreSQL ` +
      '(goal for 1,000: below 500)',
  );
}

const ONES_PERSONS = 300;
const BATCH_PERSONS = 1_002;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

function tell(what: string, begunMs: number, more: string): void {
  const seconds = (performance.now() - begunMs) / 1_000;
  console.log(`${what.padEnd(15)} ${seconds.toFixed(2)} s, ${more}`);
}
