import { expect, test } from 'vitest';
import { testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import { addPersons, readPersonFacts, recordFacts } from '../persons/index.ts';
import { recomputeEntitlements, recomputePersons } from './index.ts';

const context = await testContext();
const fixture = await vejaine(context);
const [anna, bruno] = fixture.residents;
if (!anna || !bruno) throw new Error('The fixture has two residents.');

interface Row {
  id: string;
  valid_from: string;
  valid_to: string | null;
  superseded: boolean;
}

async function rowsOf(personId: string): Promise<Row[]> {
  return await context.db.query<Row & Record<string, unknown>>(
    `select id, valid_from, valid_to, superseded_at is not null as superseded
     from entitlements.entitlements where person_id = $1::uuid order by computed_at, valid_from`,
    [personId],
  );
}

async function moveTo(personId: string, validFrom: string): Promise<void> {
  const fact = { personId, kind: 'residence' };
  await recordFacts(context, {
    register: 'population',
    personIds: [personId],
    facts: [
      { ...fact, value: '0099110', validFrom: '2015-01-01', validTo: validFrom },
      { ...fact, value: '0001000', validFrom, validTo: null },
    ],
  });
}

test('what stays as it is is not touched', async () => {
  const before = await rowsOf(anna.id);
  expect(before).toMatchObject([{ valid_from: '2019-07-01', valid_to: null, superseded: false }]);
  expect(await recomputeEntitlements(context)).toEqual({ persons: 3, added: 0, superseded: 0 });
  expect(await rowsOf(anna.id)).toEqual(before);
});

test('who moves away keeps the relief until that day, and the older row stays readable', async () => {
  await moveTo(bruno.id, '2026-05-01');
  context.clock.advance(1_000);
  expect(await recomputePersons(context, [bruno.id])).toEqual({
    persons: 1,
    added: 1,
    superseded: 1,
  });
  expect(await rowsOf(bruno.id)).toMatchObject([
    { valid_from: '2019-07-01', valid_to: null, superseded: true },
    { valid_from: '2019-07-01', valid_to: '2026-05-01', superseded: false },
  ]);
});

test('the reason tells the fact, the register and since when', async () => {
  const [row] = await context.db.query<{ reason: unknown }>(
    `select reason from entitlements.entitlements
     where person_id = $1::uuid and superseded_at is null`,
    [anna.id],
  );
  expect(row?.reason).toMatchObject({
    kind: 'fact',
    verdict: 'yes',
    facts: [{ value: '0099110', register: 'population', period: { from: '2015-01-01' } }],
  });
});

test('who is entitled to nothing any more has no current row', async () => {
  const { ids } = await addPersons(context, [
    {
      personalCode: '329999-00001',
      name: 'Persona Ceturtā',
      birthDate: '1990-01-01',
      deathDate: null,
    },
  ]);
  const id = ids[0] ?? '';
  await moveTo(id, '2026-01-01');
  await recomputePersons(context, [id]);
  await recordFacts(context, { register: 'population', personIds: [id], facts: [] });
  expect(await recomputePersons(context, [id])).toMatchObject({ added: 0, superseded: 1 });
  expect((await rowsOf(id)).every((row) => row.superseded)).toBe(true);
});

test('recomputations at once, of all and of some, leave each entitlement once', async () => {
  await moveTo(anna.id, '2026-09-01');
  const progress: number[] = [];
  await Promise.all([
    recomputeEntitlements(context, { onProgress: ({ persons }) => progress.push(persons) }),
    recomputePersons(context, [anna.id]),
    recomputeEntitlements(context),
    recomputePersons(context, [anna.id, bruno.id]),
  ]);
  const current = (await rowsOf(anna.id)).filter((row) => !row.superseded);
  expect(current).toMatchObject([{ valid_to: '2026-09-01' }]);
  expect(progress).toEqual([4]);
});

test('a person whose personal code changes keeps facts, relations and reliefs', async () => {
  const before = await rowsOf(anna.id);
  const renamed = {
    personalCode: '329999-00009',
    previousPersonalCode: anna.personalCode,
    name: anna.name,
    birthDate: '1980-01-01',
    deathDate: null,
  };
  const [person] = await readPersonFacts(context, [anna.id]);
  const { ids } = await addPersons(context, [{ ...renamed, birthDate: person?.birthDate ?? '' }]);
  expect(ids).toEqual([anna.id]);
  expect(await readPersonFacts(context, [anna.id])).toEqual([person]);
  expect(await recomputePersons(context, [anna.id])).toMatchObject({ added: 0, superseded: 0 });
  expect(await rowsOf(anna.id)).toEqual(before);
});

test('an unknown person is refused', async () => {
  const act = recomputePersons(context, [context.ids.next()]);
  await expect(act).rejects.toMatchObject({ code: 'person-unknown' });
});
