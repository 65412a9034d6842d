import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { addOfficial } from '../index.ts';
import { actFor, type Country, country, holderOf, MANDATES } from '../testing/mandate-country.ts';

const SCAN = Buffer.from('%PDF-1.7\nPilnvara: Anna Vējiņa\n%%EOF\n');
const ENTITLEMENTS = '/recipient/v1/entitlements';

/** A service centre with an agent, who comes with an access key. */
async function centre() {
  const people = await country();
  const { context, anna, bruno } = people;
  const { keyText, officialId } = await addOfficial(context, {
    ...{ name: 'Ilze no klientu centra', organisation: 'm-0099000', roles: ['agent'] },
  });
  const enter = async (more: object = {}, key = keyText) => {
    const answer = await fetch(`${anna.baseUrl}/official/v1/mandates`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        ...{ giver: holderOf(anna), holder: holderOf(bruno), acts: ['see-reliefs'] },
        ...{ scan: SCAN.toString('base64'), ...more },
      }),
    });
    return { status: answer.status, body: await answer.json() };
  };
  return { ...people, enter, officialId };
}

async function mandatesOf({ ask }: Country['anna']) {
  return (await ask(MANDATES)).body;
}

async function download({ baseUrl, cookie }: Country['anna'], id: string) {
  const headers = { cookie, 'sec-fetch-site': 'same-origin' };
  return await fetch(`${baseUrl}${MANDATES}/${id}/scan`, { headers });
}

test('a mandate on paper holds, both see who entered it, and its giver revokes it', async () => {
  const { anna, bruno, enter } = await centre();
  const { status, body } = await enter();
  expect([status, body]).toEqual([201, { id: expect.any(String) }]);
  const official = 'Ilze no klientu centra';
  const shown = { id: body.id, holdsNow: true, enteredBy: { official, organisation: {} } };
  expect((await mandatesOf(anna)).given).toMatchObject([{ ...shown, holder: bruno.name }]);
  expect((await mandatesOf(bruno)).held).toMatchObject([{ ...shown, giver: anna.name }]);
  expect((await actFor(bruno, anna)).status).toBe(204);
  expect((await bruno.ask(ENTITLEMENTS)).status).toBe(200);
  expect((await anna.ask(`${MANDATES}/${body.id}/revoke`, {})).status).toBe(204);
  expect((await bruno.ask(ENTITLEMENTS)).body).toMatchObject({ code: 'profile-ended' });
});

test('the scan is read by the giver alone, is kept encrypted, and its hash stands in the audit', async () => {
  const { context, anna, bruno, cezars, enter, officialId } = await centre();
  const { id } = (await enter()).body;
  for (const { ask } of [bruno, cezars]) {
    expect((await ask(`${MANDATES}/${id}/scan`)).body).toMatchObject({ code: 'mandate-unknown' });
  }
  const answer = await download(anna, id);
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(answer.headers.get('content-disposition')).toContain('attachment');
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(SCAN);
  const [kept] = await context.adminDb.query<{ content: Buffer }>(
    'select content_encrypted as content from identity.mandate_scans',
  );
  expect(kept?.content.includes('Pilnvara')).toBe(false);
  expect(kept?.content.includes(SCAN.toString('base64').slice(0, 20))).toBe(false);
  const audited = await context.db.query(
    `select act, actor_id, subject_person_id, content::jsonb -> 'scan' ->> 'sha256' as digest
     from audit.records where act in ('identity.enter-mandate', 'identity.read-scan') order by id`,
  );
  const digest = createHash('sha256').update(SCAN).digest('hex');
  const about = { subject_person_id: anna.id };
  expect(audited).toEqual([
    { ...about, act: 'identity.enter-mandate', actor_id: officialId, digest },
    { ...about, act: 'identity.read-scan', actor_id: anna.id, digest: null },
  ]);
  await context.adminDb.query("update identity.mandate_scans set digest = '\\x00'");
  expect((await download(anna, id)).status).toBe(500);
});

test('what no paper can say is refused, and nothing is kept of it', async () => {
  const { context, anna, bruno, cezars, enter } = await centre();
  const wrongName = { ...holderOf(bruno), name: cezars.name };
  const cases: [string, object, string][] = [
    ['no scan of a known kind', { scan: Buffer.from('GIF89a;').toString('base64') }, 'scan-unfit'],
    ['a name of another giver', { giver: wrongName }, 'mandate-holder-unknown'],
    ['a name of another holder', { holder: wrongName }, 'mandate-holder-unknown'],
    ['a mandate to oneself', { holder: holderOf(anna) }, 'mandate-holder-unknown'],
    ['a day gone by', { validFrom: '2026-03-10' }, 'mandate-period-wrong'],
    ['what organisations mandate', { acts: ['use-services'] }, 'mandate-act-unfit'],
    ['a scan that is too large', { scan: 'A'.repeat(5_600_000) }, 'invalid-request'],
    ['a passed on one', { passedFromId: anna.id }, 'invalid-request'],
  ];
  for (const [name, more, code] of cases) {
    const { body } = await enter(more);
    expect(body.code, name).toBe(code);
  }
  expect(await context.db.query('select id from identity.mandates')).toEqual([]);
});

test('officials without the role enter nothing, and agents nothing of their own', async () => {
  const { context, bruno, cezars, enter } = await centre();
  const other = await addOfficial(context, {
    ...{ name: 'Redaktors', organisation: 'm-0099000', roles: ['editor'] },
  });
  expect((await enter({}, other.keyText)).body).toMatchObject({ code: 'official-role-missing' });
  const { keyText } = await addOfficial(context, {
    ...{ name: 'Bruno', organisation: 'm-0099000', roles: ['agent'], personId: bruno.id },
  });
  expect((await enter({}, keyText)).body).toMatchObject({ code: 'mandate-of-official' });
  const given = { giver: holderOf(bruno), holder: holderOf(cezars) };
  expect((await enter(given, keyText)).body).toMatchObject({ code: 'mandate-of-official' });
  expect((await enter({ holder: holderOf(cezars) }, keyText)).status).toBe(201);
});
