import { afterAll, expect, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { sealAudit } from '../../../platform/audit/index.ts';
import { OFFICIAL_ROLES, type OfficialRole } from '../../../platform/context.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { searchAudit } from '../auditing/search-audit.ts';
import { findOfficialByKey } from '../official-authenticator.ts';
import { addOfficial } from '../officials.ts';
import { settleAlert } from './settle-alert.ts';
import { watchLooks } from './watch-looks.ts';

const context = await testContext();
const fixture = await vejaine(context);
const { baseUrl, close } = await testServer(context);
afterAll(close);
const [anna, bruno] = fixture.residents;
if (!anna || !bruno) throw new Error('The fixture has two residents.');
const MARCH = { from: new Date('2026-03-01T00:00:00Z'), until: new Date('2026-04-01T00:00:00Z') };
const REASON = 'Pārbaudīts: tīšs nolūks.';

async function official(
  organisation: string | null,
  { role = 'auditor', personId }: { role?: OfficialRole; personId?: string } = {},
) {
  const given = { name: 'Ilze', organisation, roles: [role], personId: personId ?? null };
  const { officialId, keyText } = await addOfficial(context, given);
  const actor = await findOfficialByKey(context, keyText, new Map());
  const asking = context.as(personId ? { ...actor, personId } : actor);
  const ask = async (path: string, body?: object) => {
    const answer = await fetch(`${baseUrl}/official/v1/audit/alerts${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { authorization: `Bearer ${keyText}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    return { status: answer.status, ...(answer.status === 204 ? {} : await answer.json()) };
  };
  return { officialId, asking, ask };
}

const municipal = await official('m-0099000');
const foreign = await official('vejaines-pramis');
const central = await official(null);
const looking = await official('m-0099000', { personId: anna.id });

/** Anna, an auditor, searches for herself. */
async function lookAtOneself(): Promise<string> {
  await searchAudit(looking.asking, { ...MARCH, person: { id: anna?.id ?? '' }, limit: 1 });
  await sealAudit(context);
  await watchLooks(context);
  const { alerts } = await municipal.ask('?limit=1');
  return alerts[0].id;
}

test('an auditor reads alerts of the own organisation, in words, and the operator’s reads all', async () => {
  const id = await lookAtOneself();
  const open = await municipal.ask('');
  expect(open).toMatchObject({ status: 200, next: null });
  expect(open.alerts[0]).toMatchObject({
    ...{ id, rule: 'oneself', act: 'identity.search-audit', personId: anna.id, settled: null },
    text: { en: 'At work, the official looked at data about themselves.' },
    purpose: { en: 'Supervising that data are used lawfully.' },
    official: { id: looking.officialId, name: 'Ilze' },
    organisation: { code: 'm-0099000' },
  });
  expect((await central.ask('')).alerts).toEqual(open.alerts);
  expect(await foreign.ask('')).toMatchObject({ status: 200, alerts: [] });
});

test('alerts come page by page', async () => {
  const newest = await lookAtOneself();
  const first = await municipal.ask('?limit=1');
  expect(first).toMatchObject({ alerts: [{ id: newest }], next: newest });
  const second = await municipal.ask(`?limit=1&before=${first.next}`);
  expect(second.alerts[0].id < newest).toBe(true);
});

test('an alert is settled once, with a reason, and the audit tells who did', async () => {
  const id = await lookAtOneself();
  expect(await foreign.ask(`/${id}/settle`, { reason: REASON })).toMatchObject({
    ...{ status: 404, code: 'alert-unknown' },
  });
  const both = await Promise.all(
    [municipal, central].map(({ ask }) => ask(`/${id}/settle`, { reason: REASON })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual([204, 404]);
  expect((await municipal.ask('')).alerts.map((one: { id: string }) => one.id)).not.toContain(id);
  const { alerts } = await municipal.ask('?state=settled');
  expect(alerts[0]).toMatchObject({ id, settled: { by: 'Ilze', reason: REASON } });
  const [record] = await context.db.query<{ content: string; organisation: string }>(
    `select content, organisation_id as organisation from audit.records
     where act = 'identity.settle-alert'`,
  );
  expect(JSON.parse(record?.content ?? '')).toMatchObject({ alert: id, rule: 'oneself' });
  expect(record?.organisation).toBe(fixture.municipalityId);
  expect(record?.content).not.toContain(REASON);
});

test('nobody settles an alert of the own look, in the use case and in the database', async () => {
  const id = await lookAtOneself();
  const asOther = await official(null, { personId: anna.id });
  for (const { asking } of [looking, asOther]) {
    const settled = settleAlert(asking, { id, reason: REASON });
    await expect(settled).rejects.toMatchObject({ code: 'alert-ones-own' });
  }
  const insert = context.db.query(
    `insert into identity.alert_settlements
     values ($1::uuid, $2::uuid, $2::uuid, now(), '\\x00')`,
    [id, looking.officialId],
  );
  await expect(insert).rejects.toThrow('alert_not_ones_own');
});

test('the application may only add', async () => {
  for (const statement of [
    'update identity.alerts set rule = rule',
    'delete from identity.alerts',
    'update identity.alert_settlements set settled_at = settled_at',
    'delete from identity.alert_settlements',
    'delete from identity.alert_cursor',
  ]) {
    await expect(context.db.query(statement), statement).rejects.toThrow(/permission denied/);
  }
});

test.each(OFFICIAL_ROLES.filter((role) => role !== 'auditor'))(
  'the role %s reads and settles nothing',
  async (role) => {
    const id = await lookAtOneself();
    const { ask } = await official('m-0099000', { role });
    const refused = { status: 403, code: 'official-role-missing' };
    expect(await ask('')).toMatchObject(refused);
    expect(await ask(`/${id}/settle`, { reason: REASON })).toMatchObject(refused);
  },
);
