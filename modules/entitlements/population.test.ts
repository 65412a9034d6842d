import { expect, test } from 'vitest';
import { type TestContext, testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import { recordFacts } from '../persons/index.ts';
import { Instruction } from '../reliefs/instruction.ts';
import { previewDraft, recomputeDiffering, recomputeEntitlements } from './index.ts';

const RESIDENTS = 5;

async function moveTo(context: TestContext, personId: string, place: string): Promise<void> {
  const fact = { personId, kind: 'residence', value: place, validFrom: '2026-01-01' };
  await recordFacts(context, {
    register: 'population',
    personIds: [personId],
    facts: [{ ...fact, validTo: null }],
  });
}

async function currentOf(context: TestContext): Promise<unknown[]> {
  return await context.db.query(
    `select person_id, relief_id, instruction_id, grantor_id, benefits, valid_from, valid_to
     from entitlements.current_entitlements order by person_id, relief_id, valid_from`,
  );
}

test('who holds what is due is left alone', async () => {
  const context = await testContext();
  await vejaine(context, { residents: RESIDENTS });
  expect(await recomputeDiffering(context)).toEqual({ persons: 0, added: 0, superseded: 0 });
});

test('who holds too much, too little or otherwise is found, and comes out as from all', async () => {
  const context = await testContext();
  const { residents, outsider, municipalityId } = await vejaine(context, { residents: RESIDENTS });
  const [gone, otherwise, missing, dead] = residents;
  if (!gone || !otherwise || !missing || !dead) throw new Error('There are five residents.');
  await moveTo(context, gone.id, '0001000');
  await moveTo(context, outsider.id, '0099110');
  const change = async (set: string, personId: string) =>
    await context.adminDb.query(
      `update entitlements.entitlements set ${set} where person_id = $1::uuid`,
      [personId],
    );
  await change(`benefits = '{0,1}'`, otherwise.id);
  await change(`superseded_at = now()`, missing.id);
  await context.adminDb.query(
    `update persons.persons set death_date = '2026-02-01' where id = $1::uuid`,
    [dead.id],
  );
  const progress: string[] = [];
  const recomputed = await recomputeDiffering(context, {
    onProgress: ({ done, of }) => progress.push(`${done} of ${of}`),
  });
  expect(recomputed).toEqual({ persons: 5, added: 4, superseded: 3 });
  expect(progress).toEqual(['1 of 1']);
  const differing = await currentOf(context);
  expect(await recomputeEntitlements(context)).toMatchObject({ added: 0, superseded: 0 });
  expect(await currentOf(context)).toEqual(differing);
  expect(differing).toHaveLength(RESIDENTS);
  expect(differing).toContainEqual(expect.objectContaining({ grantor_id: municipalityId }));
});

test('a household that somebody has joined is found', async () => {
  const context = await testContext();
  const { residents } = await vejaine(context);
  const [person] = residents;
  const household = context.ids.next();
  await context.adminDb.query('insert into persons.households values ($1::uuid)', [household]);
  await context.adminDb.query(
    `insert into persons.household_members values ($1::uuid, $2::uuid, '2026-01-01', null)`,
    [person?.id, household],
  );
  expect(await recomputeDiffering(context)).toEqual({ persons: 1, added: 1, superseded: 1 });
  expect(await recomputeDiffering(context)).toMatchObject({ persons: 0 });
});

test('a preview counts who gains, loses and keeps, by municipality, age and category', async () => {
  const context = await testContext();
  const { residents, outsider } = await vejaine(context, { residents: RESIDENTS });
  const instruction = Instruction.parse({
    from: '2026-06-01',
    who: {
      any: [
        { fact: 'residence', is: '0001000' },
        { fact: 'employed', is: true },
      ],
    },
    benefits: [{ on: ['ferry-crossing'], give: { percent: 50 } }],
  });
  const draft = { code: 'VEJAINE-FERRY', grantor: 'm-0099000', instruction };
  const preview = await previewDraft(context, draft, { day: '2026-06-01' });
  expect(preview).toMatchObject({ day: '2026-06-01', persons: RESIDENTS + 1 });
  const told = preview.counts.map(({ ageFrom: _, example, ...count }) => ({
    ...count,
    example: example === outsider.id ? 'outsider' : residents.some(({ id }) => id === example),
  }));
  expect(told).toHaveLength(2);
  expect(told).toContainEqual({
    ...{ verdict: 'yes', given: true, held: false, municipality: null, categories: [] },
    ...{ persons: 1, example: 'outsider' },
  });
  expect(told).toContainEqual({
    ...{ verdict: 'unknown', given: false, held: true, municipality: 'm-0099000' },
    ...{ categories: ['residents'], persons: RESIDENTS, example: true },
  });
});

test('a preview of a provisional draft gives to those about whom it is not known', async () => {
  const context = await testContext();
  await vejaine(context, { residents: RESIDENTS });
  const instruction = Instruction.parse({
    from: '2026-06-01',
    unknown: 'provisional',
    who: { fact: 'employed', is: true },
    benefits: [{ on: ['ferry-crossing'], give: { percent: 50 } }],
  });
  const draft = { code: 'NEW-RELIEF', grantor: 'm-0099000', instruction };
  const { counts } = await previewDraft(context, draft);
  expect(counts.every(({ verdict, given, held }) => verdict === 'unknown' && given && !held)).toBe(
    true,
  );
});
