import { expect, test } from 'vitest';
import { makeAuditRecord, sealAudit, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { type TestContext, testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import {
  type LookAct,
  makeLookRecord,
  recordHouseholds,
  recordRelations,
} from '../../persons/index.ts';
import { addOfficial } from '../officials.ts';
import { watchLooks } from './watch-looks.ts';

const NAMES = [
  'Anna',
  'mother',
  'child',
  'brother',
  'former',
  'lodger',
  'stranger',
  'ward',
  'grandmother',
  'grandchild',
  'giver',
  'holder',
  'formerGiver',
] as const;
type Name = (typeof NAMES)[number];

/** Anna is an official of Vējaine; the others are what the name says, to her. */
async function scene() {
  const context = await testContext();
  const fixture = await vejaine(context, { residents: NAMES.length });
  const ids = Object.fromEntries(
    NAMES.map((name, index) => [name, fixture.residents[index]?.id ?? '']),
  ) as Record<Name, string>;
  await addFamily(context, ids);
  await addMandates(context, ids);
  const official = async (personId: string | null) => {
    const organisation = 'm-0099000';
    const roles = ['auditor'] as const;
    const added = await addOfficial(context, { name: 'Anna', organisation, roles, personId });
    return context.as({
      ...{ kind: 'official', officialId: added.officialId, roles },
      organisation: { id: fixture.municipalityId, code: organisation },
      ...(personId && { personId }),
    });
  };
  return { context, ids, official, anna: await official(ids.Anna) };
}

async function addFamily(context: Context, ids: Record<Name, string>): Promise<void> {
  const since = { validFrom: '2010-01-01', validTo: null };
  const parent = (one: Name, other: Name) => {
    return { personId: ids[one], relatedId: ids[other], kind: 'parent' as const, ...since };
  };
  const ended = { validFrom: '2010-01-01', validTo: '2026-03-11' };
  const children = ['Anna', 'brother', 'child', 'ward', 'mother', 'grandchild'] as const;
  await recordRelations(context, {
    ...{ kinds: ['parent', 'guardian'], side: 'related' },
    personIds: children.map((name) => ids[name]),
    relations: [
      parent('grandmother', 'mother'),
      parent('child', 'grandchild'),
      parent('mother', 'Anna'),
      parent('mother', 'brother'),
      parent('Anna', 'child'),
      parent('former', 'child'),
      { personId: ids.Anna, relatedId: ids.ward, kind: 'guardian', ...ended },
    ],
  });
  const householdId = context.ids.next();
  const members = ['Anna', 'child', 'lodger'] as const;
  const memberships = members.map((name) => ({ personId: ids[name], householdId, ...since }));
  await recordHouseholds(context, { personIds: members.map((name) => ids[name]), memberships });
}

async function addMandates(context: TestContext, ids: Record<Name, string>): Promise<void> {
  const mandates: [giver: Name, holder: Name, revokedAt: string | null][] = [
    ['giver', 'Anna', null],
    ['Anna', 'holder', null],
    ['formerGiver', 'Anna', '2026-03-10T10:00:00Z'],
  ];
  for (const [giver, holder, revokedAt] of mandates) {
    await context.adminDb.query(
      `insert into identity.mandates
         (id, giver_id, holder_id, acts, valid_from, may_pass_on, given_at, revoked_at)
       values ($1, $2, $3, '{see-reliefs}', '2026-01-01', false, '2026-01-01', $4)`,
      [context.ids.next(), ids[giver], ids[holder], revokedAt],
    );
  }
}

async function look(
  context: Context,
  personIds: readonly string[],
  act: LookAct = 'reliefs.look-up',
): Promise<void> {
  const records = personIds.map((personId) =>
    makeLookRecord(context, { act, personId, content: {} }),
  );
  await writeAudit(context.db, records);
}

async function alertsOf(context: Context) {
  return await context.db.query<{ rule: string; person: string | null; persons: number | null }>(
    'select rule, person_id as person, persons from identity.alerts order by id',
  );
}

test.each<[who: Name, rule: string | undefined]>([
  ['Anna', 'oneself'],
  ['mother', 'family'],
  ['child', 'family'],
  ['brother', 'family'],
  ['former', 'family'],
  ['grandmother', 'family'],
  ['grandchild', 'family'],
  ['lodger', 'household'],
  ['giver', 'mandate'],
  ['holder', 'mandate'],
  ['formerGiver', undefined],
  ['stranger', undefined],
  ['ward', undefined],
])('a look of Anna at %s: %s', async (who, rule) => {
  const { context, ids, anna } = await scene();
  await look(anna, [ids[who]]);
  await watchLooks(context);
  expect(await alertsOf(context), 'nothing is sealed yet').toEqual([]);
  await sealAudit(context);
  await watchLooks(context);
  const expected = rule ? [{ rule, person: ids[who], persons: null }] : [];
  expect(await alertsOf(context)).toEqual(expected);
});

test('a list that was opened, an official known by a key alone, and other acts say nothing', async () => {
  const { context, ids, official, anna } = await scene();
  await look(anna, [ids.child], 'entitlements.read-grant');
  await look(await official(null), [ids.child]);
  const other = { act: 'test.act', subjectPersonId: ids.child, content: {} };
  await writeAudit(context.db, [makeAuditRecord(anna, other)]);
  const asHerself = context.as({ kind: 'recipient', personId: ids.Anna, sessionId: 'x' });
  await look(asHerself, [ids.child]);
  await sealAudit(context);
  await watchLooks(context);
  expect(await alertsOf(context)).toEqual([]);
});

test('a turn that is cut off leaves nothing out, and many at once note nothing twice', async () => {
  const { context, ids, anna } = await scene();
  for (const who of ['child', 'lodger', 'child'] as const) {
    await look(anna, [ids[who]]);
    await sealAudit(context);
  }
  const now = () => {
    throw new Error('cut off');
  };
  await expect(watchLooks({ ...context, clock: { ...context.clock, now } })).rejects.toThrow(
    'cut off',
  );
  expect(await alertsOf(context)).toEqual([]);
  await Promise.all([watchLooks(context), watchLooks(context), watchLooks(context)]);
  await watchLooks(context);
  const rules = ['family', 'household', 'family'];
  expect((await alertsOf(context)).map(({ rule }) => rule)).toEqual(rules);
  const back = context.adminDb.query('update identity.alert_cursor set block = block - 1');
  await expect(back).rejects.toThrow('only moves forward');
});

test.each<[act: LookAct, most: number]>([
  ['reliefs.look-up', 60],
  ['entitlements.read-grant', 1_000],
])('more persons in an hour than usual, by %s: one alert for the hour', async (act, most) => {
  const { context, anna } = await scene();
  const persons = Array.from({ length: most + 1 }, () => context.ids.next());
  const watch = async () => {
    await sealAudit(context);
    await watchLooks(context);
    return await alertsOf(context);
  };
  await look(anna, [...persons.slice(1), ...persons.slice(1)], act);
  expect(await watch()).toEqual([]);
  context.clock.advance(3_600_000);
  await look(anna, persons, act);
  const alert = { rule: 'many-persons', person: null, persons: most + 1 };
  expect(await watch()).toEqual([alert]);
  await look(anna, [context.ids.next()], act);
  expect(await watch(), 'the same hour').toEqual([alert]);
  context.clock.advance(3_600_000);
  await look(anna, persons, act);
  expect(await watch()).toEqual([alert, alert]);
});
