import { verify, X509Certificate } from 'node:crypto';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { signInByHand } from '../testing/browser-by-hand.ts';
import { outsideParties } from '../testing/outside-parties.ts';

const REVOKE_ALL = 'update identity.mandates set revoked_at = now()';
const MANDATES = '/recipient/v1/mandates';

const context = await testContext();
const { residents } = await vejaine(context);
const [anna, bruno] = residents;
if (!anna || !bruno) throw new Error('The fixture has two residents.');
const parties = await outsideParties();
const { baseUrl, close } = await testServer(context, { loginMeansFile: parties.file });
afterAll(close);
// The same mandate is given once, until it is revoked.
beforeEach(async () => void (await context.adminDb.query(REVOKE_ALL)));

type Answer = Record<string, unknown> & { status: number };

async function askAs(personId: string) {
  const cookie = await signInByHand(baseUrl, personId);
  return async (path: string, body: object): Promise<Answer> => {
    const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' };
    const options = { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(baseUrl + path, options);
    return { ...((await answer.json()) as Record<string, unknown>), status: answer.status };
  };
}

const asAnna = await askAs(anna.id);
const mandate = {
  holder: { personalCode: bruno.personalCode, name: bruno.name },
  acts: ['see-reliefs'],
};

/** Begins, and does something on the telephone. */
async function confirm(
  form: Record<string, string> = { act: 'confirm' },
  wanted: object = mandate,
) {
  // A person is asked a few times in ten minutes, not more.
  context.clock.advance(90_000);
  const begun = await asAnna(`${MANDATES}/confirmation`, wanted);
  const telephone = await parties.telephone(anna?.personalCode ?? '');
  await telephone.act(form);
  const id = String(begun.id);
  const completed = await asAnna(`/recipient/v1/confirmations/${id}/complete`, {});
  return { begun, telephone, id, completed };
}

const give = (id: string, wanted: object = mandate) =>
  asAnna(MANDATES, { ...wanted, confirmationId: id });

test('the page and the telephone show one code and one sentence; confirmed, the act is done', async () => {
  const { begun, telephone, id, completed } = await confirm();
  expect(begun).toMatchObject({ status: 201, shown: telephone.code });
  expect(begun.text).toBe(
    `Pilnvarot: ${bruno.name} (…${bruno.personalCode.slice(-5)}): redzēt atvieglojumus; ` +
      'no 2026-03-11, līdz atsaukšanai.',
  );
  expect(completed).toMatchObject({ status: 200, state: 'confirmed' });
  expect(await give(id)).toMatchObject({ status: 201 });
  expect(await give(id)).toMatchObject({ status: 404, code: 'confirmation-unknown' });
});

test('an act that differs by a byte from what was confirmed is refused', async () => {
  const { id } = await confirm();
  const differing = [
    { ...mandate, acts: ['see-reliefs', 'manage-means'] },
    { ...mandate, mayPassOn: true },
    { ...mandate, validTo: '2026-03-20' },
    { ...mandate, holder: { ...mandate.holder, name: bruno.name.toUpperCase() } },
  ];
  for (const wanted of differing) {
    expect(await give(id, wanted)).toMatchObject({ status: 409, code: 'confirmation-differs' });
  }
  const again = { acts: mandate.acts, mayPassOn: false, holder: mandate.holder };
  expect(await give(id, again)).toMatchObject({ status: 201 });
});

test('nothing is given before the telephone has answered', async () => {
  const begun = await asAnna(`${MANDATES}/confirmation`, mandate);
  const id = String(begun.id);
  const complete = `/recipient/v1/confirmations/${id}/complete`;
  expect(await asAnna(complete, {})).toMatchObject({ state: 'waiting' });
  expect(await give(id)).toMatchObject({ status: 409, code: 'confirmation-missing' });
  await (await parties.telephone(anna.personalCode)).act({ act: 'confirm' });
  expect(await asAnna(complete, {})).toMatchObject({ state: 'confirmed' });
  expect(await asAnna(complete, {})).toMatchObject({ state: 'confirmed' });
  expect(await give(id)).toMatchObject({ status: 201 });
});

test.each([
  ['cancels', { act: 'USER_REFUSED' }, 'confirmation-refused'],
  ['chooses another code', { act: 'WRONG_VC' }, 'confirmation-refused'],
  ['lets the time pass', { act: 'TIMEOUT' }, 'confirmation-refused'],
  ['signs something else', { act: 'confirm', fault: 'another-hash' }, 'confirmation-not-proven'],
  ['is another person', { act: 'confirm', fault: 'another-person' }, 'confirmation-not-proven'],
  [
    'has a false certificate',
    { act: 'confirm', fault: 'another-authority' },
    'confirmation-not-proven',
  ],
  ['has an old certificate', { act: 'confirm', fault: 'expired' }, 'confirmation-not-proven'],
])('who %s confirms nothing', async (_name, form, code) => {
  const { id, completed } = await confirm(form);
  expect(completed).toMatchObject({ code });
  expect(await give(id)).toMatchObject({ code: 'confirmation-unknown' });
  const [noted] = await context.db.query<{ content: string }>(
    "select content from audit.records where act = 'identity.refuse-act' order by id desc limit 1",
  );
  expect(JSON.parse(noted?.content ?? '')).toMatchObject({ confirmation: id });
});

test('a confirmation is of one person, for five minutes, and counts once', async () => {
  const asBruno = await askAs(bruno.id);
  const { id } = await confirm();
  const complete = `/recipient/v1/confirmations/${id}/complete`;
  const unknown = { status: 404, code: 'confirmation-unknown' };
  expect(await asBruno(complete, {})).toMatchObject(unknown);
  const own = { personalCode: anna.personalCode, name: anna.name };
  const stolen = { ...mandate, holder: own, confirmationId: id };
  expect(await asBruno(MANDATES, stolen)).toMatchObject(unknown);
  const answers = await Promise.all([give(id), give(id), give(id)]);
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  const late = await confirm();
  context.clock.advance(5 * 60_000);
  expect(await give(late.id)).toMatchObject(unknown);
});

test('what proves it later is kept: the signature of this person over what was shown', async () => {
  const { id } = await confirm();
  await give(id);
  const [row] = await context.adminDb.query<{ sealed: Buffer }>(
    'select sealed from identity.confirmations where id = $1::uuid',
    [id],
  );
  const kept = JSON.parse(context.keys.decrypt(row?.sealed ?? Buffer.alloc(0)));
  expect(kept.signed).toContain(bruno.personalCode);
  const { publicKey } = new X509Certificate(Buffer.from(kept.evidence.certificate, 'base64'));
  const signature = Buffer.from(kept.evidence.signature.value, 'base64');
  expect(verify('sha512', Buffer.from(kept.signed), publicKey, signature)).toBe(true);
  expect(verify('sha512', Buffer.from(`${kept.signed} `), publicKey, signature)).toBe(false);
  const cookie = await signInByHand(baseUrl, anna?.id ?? '');
  const answer = await fetch(`${baseUrl}/recipient/v1/confirmations/${id}`, {
    headers: { cookie, 'sec-fetch-site': 'same-origin' },
  });
  expect(await answer.json()).toMatchObject({ means: 'simulated-smart-id', isProven: true });
});

test('who is asked without end is asked no more, however many calls come at once', async () => {
  const asBruno = await askAs(bruno.id);
  const wanted = { ...mandate, holder: { personalCode: anna.personalCode, name: anna.name } };
  const begin = () => asBruno(`${MANDATES}/confirmation`, wanted);
  const asked = await Promise.all(Array.from({ length: 14 }, begin));
  expect(asked.filter(({ status }) => status === 201)).toHaveLength(10);
  expect(await begin()).toMatchObject({ status: 429, code: 'too-many-requests' });
  context.clock.advance(11 * 60_000);
  expect(await begin()).toMatchObject({ status: 201 });
});
