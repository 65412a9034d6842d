import { expect, test } from 'vitest';
import type { Context } from '../../../platform/context.ts';
import { createMetrics } from '../../../platform/metrics/metrics.ts';
import { type TestContext, testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { readClassifiers } from '../../classifiers/index.ts';
import { recordFacts, recordRelations } from '../../persons/index.ts';
import { importReliefs } from '../../reliefs/index.ts';
import {
  followChanges,
  followLoad,
  followPublications,
  measureFollowing,
  noteChangedPersons,
  recomputeEntitlements,
  startFollower,
} from '../index.ts';

const PARENTS = `code: VEJAINE-PARENTS
kind: discount
name: { lv: Vecāku atlaide, en: Discount for parents }
label: { lv: Atlaide, en: Discount }
categories: [residents]
act: Izdomāts
source: invented
grantor: m-0099000
versions:
  - from: 2020-01-01
    who: { related: child, where: { fact: employed, is: true } }
    benefits: [{ on: [ferry-crossing], give: { percent: 10 } }]
`;

async function scene(residents = 3) {
  const context = await testContext();
  const fixture = await vejaine(context, { residents });
  const [parent, child] = fixture.residents;
  if (!parent || !child) throw new Error('The fixture has residents.');
  await importReliefs(
    context,
    [{ file: 'parents.yaml', text: PARENTS }],
    await readClassifiers(context),
  );
  const relation = { personId: parent.id, relatedId: child.id, kind: 'parent' as const };
  await recordRelations(context, {
    ...{ kinds: ['parent'], side: 'person', personIds: [parent.id] },
    relations: [{ ...relation, validFrom: '2015-01-01', validTo: null }],
  });
  await recomputeEntitlements(context);
  return { context, parent, child, ids: fixture.residents.map(({ id }) => id) };
}

/** As a register does: the facts, and whom they are about, in one transaction. */
async function stateEmployed(context: Context, personIds: string[], isEmployed = true) {
  await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const fact = { kind: 'employed', validFrom: '2020-01-01', validTo: null };
    await recordFacts(inside, {
      register: 'social-insurance',
      personIds,
      facts: personIds.map((personId) => ({ ...fact, personId, value: isEmployed ? 1 : 0 })),
    });
    const changed = personIds.map((personId) => ({ personId, kinds: ['employed'] }));
    await noteChangedPersons(inside, changed);
  });
}

async function heldBy(context: TestContext, personId: string): Promise<string[]> {
  const rows = await context.db.query<{ code: string }>(
    `select relief.code from entitlements.current_entitlements held
     join reliefs.relief_codes relief on relief.id = held.relief_id
     where held.person_id = $1::uuid order by relief.code`,
    [personId],
  );
  return rows.map(({ code }) => code);
}

async function waiting(context: TestContext): Promise<number> {
  const [row] = await context.db.query<{ count: number }>(
    'select count(*) from entitlements.waiting_persons',
  );
  return row?.count ?? 0;
}

test('a fact of a child changes the relief of the parent, and nobody else is computed', async () => {
  const { context, parent, child } = await scene();
  await stateEmployed(context, [child.id]);
  expect(await followChanges(context)).toEqual({ taken: 1, persons: 1, added: 1, superseded: 0 });
  expect(await heldBy(context, parent.id)).toEqual(['VEJAINE-FERRY', 'VEJAINE-PARENTS']);
  await stateEmployed(context, [child.id], false);
  expect(await followChanges(context)).toMatchObject({ persons: 1, added: 0, superseded: 1 });
  expect(await heldBy(context, parent.id)).toEqual(['VEJAINE-FERRY']);
});

test('a kind that no relief asks about concerns nobody', async () => {
  const { context, child } = await scene();
  await noteChangedPersons(context, [{ personId: child.id, kinds: ['grade'] }]);
  expect(await followChanges(context)).toMatchObject({ taken: 1, persons: 0 });
});

test('who is cut off in the middle loses nothing', async () => {
  const { context, parent, child } = await scene();
  await stateEmployed(context, [child.id]);
  const cutOff = context.db.transaction(async (db) => {
    await followChanges({ ...context, db });
    throw new Error('killed');
  });
  await expect(cutOff).rejects.toThrow('killed');
  expect(await heldBy(context, parent.id)).toEqual(['VEJAINE-FERRY']);
  expect(await waiting(context)).toBe(1);
  await followChanges(context);
  expect(await heldBy(context, parent.id)).toEqual(['VEJAINE-FERRY', 'VEJAINE-PARENTS']);
  const failed = context.db.transaction(async (db) => {
    await stateEmployed({ ...context, db }, [child.id], false);
    throw new Error('not stored');
  });
  await expect(failed).rejects.toThrow('not stored');
  expect(await waiting(context)).toBe(0);
});

test('a load is followed in slices, with progress, and only once it is one', async () => {
  const { context, parent, ids } = await scene();
  await stateEmployed(context, ids);
  expect(await followLoad(context)).toMatchObject({ persons: 0 });
  const progress: unknown[] = [];
  const onProgress = (told: unknown) => progress.push(told);
  const followed = await followLoad(context, { loadRows: 2, onProgress });
  expect(followed).toEqual({ persons: 1, added: 1, superseded: 0 });
  expect(progress).toEqual([{ done: 3, of: 3 }]);
  expect(await heldBy(context, parent.id)).toEqual(['VEJAINE-FERRY', 'VEJAINE-PARENTS']);
  expect(await waiting(context)).toBe(0);
});

test('a recomputation of everybody leaves nobody waiting who waited before it', async () => {
  const { context, parent, ids } = await scene();
  await stateEmployed(context, ids);
  expect(await recomputeEntitlements(context)).toMatchObject({ added: 1 });
  expect(await waiting(context)).toBe(0);
  expect(await heldBy(context, parent.id)).toEqual(['VEJAINE-FERRY', 'VEJAINE-PARENTS']);
});

test('many who follow, publish and recompute at once leave each entitlement once', async () => {
  const { context, ids } = await scene(12);
  const later = PARENTS.replace('VEJAINE-PARENTS', 'VEJAINE-WORKERS').replace(
    /who: .*/,
    'who: { fact: employed, is: true }',
  );
  const turns = async (work: () => Promise<unknown>) => {
    for (let turn = 0; turn < 5; turn++) await work();
  };
  let isEmployed = false;
  await Promise.all([
    turns(() => followChanges(context)),
    turns(() => followChanges(context)),
    turns(() => followLoad(context, { loadRows: 1 })),
    turns(async () => {
      isEmployed = !isEmployed;
      await stateEmployed(context, ids, isEmployed);
    }),
    importReliefs(
      context,
      [{ file: 'workers.yaml', text: later }],
      await readClassifiers(context),
    ).then(() => followPublications(context)),
    turns(() => recomputeEntitlements(context)),
  ]);
  while ((await followChanges(context)).taken > 0);
  expect(await recomputeEntitlements(context)).toMatchObject({ added: 0, superseded: 0 });
  const doubled = await context.db.query(
    `select person_id, instruction_id from entitlements.current_entitlements
     group by person_id, instruction_id having count(*) > 1`,
  );
  expect(doubled).toEqual([]);
  expect(await heldBy(context, ids[0] ?? '')).toContain('VEJAINE-WORKERS');
});

test('one who cannot be followed keeps nobody else, and is tried again', async () => {
  const { context, parent, child, ids } = await scene();
  await stateEmployed(context, [child.id]);
  const failing = ids[2] ?? '';
  await noteChangedPersons(context, [{ personId: failing, kinds: ['residence'] }]);
  await context.adminDb.query(
    `update persons.persons set death_date = '2026-01-01' where id = '${failing}'`,
  );
  await context.adminDb.query(
    `alter table entitlements.entitlements add constraint failing
     check (person_id <> '${failing}' or superseded_at is null)`,
  );
  expect(await followChanges(context)).toMatchObject({ taken: 1, added: 1 });
  expect(await heldBy(context, parent.id)).toEqual(['VEJAINE-FERRY', 'VEJAINE-PARENTS']);
  expect(await followChanges(context)).toMatchObject({ taken: 0 });
  expect(await waiting(context)).toBe(1);
  await stateEmployed(context, [child.id], false);
  expect(await followLoad(context, { loadRows: 1 })).toMatchObject({ persons: 1, superseded: 1 });
  expect(await waiting(context)).toBe(1);
  await context.adminDb.query('alter table entitlements.entitlements drop constraint failing');
  expect(await followChanges(context)).toMatchObject({ taken: 1, superseded: 1 });
});

test('exactly the one that fails is set back, not who came while it was tried', async () => {
  const { context, parent, child } = await scene();
  await stateEmployed(context, [child.id]);
  let turn = 0;
  const failing = async (): Promise<never> => {
    turn += 1;
    if (turn === 2) await noteChangedPersons(context, [{ personId: parent.id, kinds: ['grade'] }]);
    throw new Error('failing');
  };
  expect(await followChanges(context, failing)).toMatchObject({ taken: 0 });
  const rows = () =>
    context.db.query(
      `select id, person_id as "personId" from entitlements.waiting_persons order by id`,
    );
  const [setBack, newer] = await rows();
  expect(setBack).toEqual({ id: -1, personId: child.id });
  expect(newer).toEqual({ id: 2, personId: parent.id });
  await followChanges(context, failing);
  expect(await rows()).toEqual([
    { id: -3, personId: child.id },
    { id: -2, personId: parent.id },
  ]);
  expect(await followChanges(context)).toMatchObject({ taken: 2, added: 1 });
});

test('the operator sees how many wait, and for how long', async () => {
  const { context, ids } = await scene();
  const { registry } = createMetrics({ machine: false });
  measureFollowing(registry, context);
  const told = async () => (await registry.metrics()).match(/^koplieta_entitlements\S+ \d+$/gm);
  expect(await told()).toEqual([
    'koplieta_entitlements_waiting 0',
    'koplieta_entitlements_waiting_seconds 0',
  ]);
  await stateEmployed(context, ids);
  context.clock.advance(7_000);
  expect(await told()).toEqual([
    'koplieta_entitlements_waiting 3',
    'koplieta_entitlements_waiting_seconds 7',
  ]);
});

test('a server that follows is woken by the commit, and takes what waited before it began', async () => {
  const { context, parent, child } = await scene();
  await stateEmployed(context, [child.id]);
  const followers = [1, 2].map(() => startFollower(context, context.access.application));
  const until = async (codes: string[]) =>
    await expect.poll(() => heldBy(context, parent.id), { timeout: 10_000 }).toEqual(codes);
  await until(['VEJAINE-FERRY', 'VEJAINE-PARENTS']);
  await stateEmployed(context, [child.id], false);
  await until(['VEJAINE-FERRY']);
  await Promise.all(followers.map((follower) => follower.stop()));
});
