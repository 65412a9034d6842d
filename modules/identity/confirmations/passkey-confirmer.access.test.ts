import { afterAll, beforeEach, expect, test } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { addOfficial } from '../index.ts';
import { proveFactor } from '../second-factors/prove-factor.ts';
import { signInByHand } from '../testing/browser-by-hand.ts';
import { type Fault, passkeyByHand } from '../testing/passkey-by-hand.ts';
import { purgeConfirmations } from './purge-confirmations.ts';

const REVOKE_ALL = 'update identity.mandates set revoked_at = now()';
const MANDATES = '/recipient/v1/mandates';
const CONFIRMATIONS = '/recipient/v1/confirmations';
const DAY_MS = 86_400_000;

const context = await testContext();
const { residents } = await vejaine(context);
const [anna, bruno] = residents;
if (!anna || !bruno) throw new Error('The fixture has two residents.');
const { baseUrl, close } = await testServer(context);
afterAll(close);
// The same mandate is given once, until it is revoked.
beforeEach(async () => void (await context.adminDb.query(REVOKE_ALL)));
const passkey = await passkeyByHand(context, anna.id, baseUrl);

type Answer = Record<string, unknown> & { status: number };

async function ask(path: string, headers: Record<string, string>, body?: object): Promise<Answer> {
  const sent = { ...headers, 'content-type': 'application/json' };
  const answer = await fetch(baseUrl + path, {
    method: body ? 'POST' : 'GET',
    headers: sent,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  return { ...((await answer.json()) as Record<string, unknown>), status: answer.status };
}

async function askAs(personId: string) {
  const cookie = await signInByHand(baseUrl, personId);
  return (path: string, body?: object) =>
    ask(path, { cookie, 'sec-fetch-site': 'same-origin' }, body);
}

const asAnna = await askAs(anna.id);
const asBruno = await askAs(bruno.id);
const mandate = {
  holder: { personalCode: bruno.personalCode, name: bruno.name },
  acts: ['see-reliefs'],
};

async function begin(query = '') {
  // A person is asked a few times in ten minutes, not more.
  context.clock.advance(90_000);
  const begun = await asAnna(`${MANDATES}/confirmation${query}`, mandate);
  const { challenge = '' } = (begun.asked ?? {}) as { challenge?: string };
  return { begun, id: String(begun.id), challenge };
}

const complete = (id: string, response?: object) =>
  asAnna(`${CONFIRMATIONS}/${id}/complete`, response ? { response } : {});
const give = (id: string, wanted: object = mandate) =>
  asAnna(MANDATES, { ...wanted, confirmationId: id });

/** Gives a mandate, confirmed by the passkey. */
async function given() {
  const { id, challenge } = await begin();
  expect(await complete(id, passkey.answer(challenge))).toMatchObject({ state: 'confirmed' });
  expect(await give(id)).toMatchObject({ status: 201 });
  return id;
}

test('who has a passkey confirms by it, and may choose another means', async () => {
  const { begun, id, challenge } = await begin();
  expect(begun).toMatchObject({ means: 'passkey', others: ['simulated-person'], shown: null });
  expect(await complete(id)).toMatchObject({ state: 'waiting' });
  expect(await give(id)).toMatchObject({ code: 'confirmation-missing' });
  expect(await complete(id, passkey.answer(challenge))).toMatchObject({ state: 'confirmed' });
  const more = { ...mandate, acts: ['see-reliefs', 'manage-means'] };
  expect(await give(id, more)).toMatchObject({ code: 'confirmation-differs' });
  expect(await give(id)).toMatchObject({ status: 201 });
  expect((await begin('?means=simulated-person')).begun).toMatchObject({
    ...{ means: 'simulated-person', others: ['passkey'], asked: null },
  });
  expect((await begin('?means=smart-id')).begun).toMatchObject({ code: 'confirmation-impossible' });
});

test('who has no passkey is not offered one', async () => {
  const wanted = { ...mandate, holder: { personalCode: anna.personalCode, name: anna.name } };
  expect(await asBruno(`${MANDATES}/confirmation`, wanted)).toMatchObject({ others: [] });
  const begun = await asBruno(`${MANDATES}/confirmation?means=passkey`, wanted);
  expect(begun).toMatchObject({ code: 'confirmation-impossible' });
});

const attacks: [string, Fault][] = [
  ['another site', { origin: 'https://koplieta.example' }],
  ['another host', { host: 'koplieta.example' }],
  ['a registration', { type: 'webauthn.create' }],
  ['nobody who unlocked it', { isUnverified: true }],
  ['a copy, whose counter is behind', { counter: 1 }],
  ['a false signature', { signature: 'MAYCAQECAQE' }],
  ['a passkey that is not enrolled', { id: 'AAAAAAAAAAAAAAAAAAAAAA' }],
];

test.each(attacks)('%s confirms nothing', async (_name, fault) => {
  await given();
  const { id, challenge } = await begin();
  const completed = await complete(id, passkey.answer(challenge, fault));
  expect(completed).toMatchObject({ status: 409, code: 'confirmation-not-proven' });
  expect(await give(id)).toMatchObject({ code: 'confirmation-unknown' });
});

test.each(attacks)('%s proves nobody at the log-in', async (_name, fault) => {
  await given();
  const challenge = 'dGhpcyBsb2ctaW4';
  const prove = (response: ReturnType<typeof passkey.answer>) =>
    proveFactor(context, {
      ...{ personId: anna.id, publicUrl: baseUrl },
      proof: { response, challenge },
    });
  expect(await prove(passkey.answer(challenge, fault))).toBe('wrong');
  expect(await prove(passkey.answer('YW5vdGhlciBsb2ctaW4'))).toBe('wrong');
  expect(await prove(passkey.answer(challenge))).toBe('passkey');
});

test('what was signed for one act confirms no other, and not twice', async () => {
  const first = await begin();
  const answer = passkey.answer(first.challenge);
  const second = await begin();
  expect(await complete(second.id, answer)).toMatchObject({ code: 'confirmation-not-proven' });
  expect(await complete(first.id, answer)).toMatchObject({ state: 'confirmed' });
  expect(await give(first.id)).toMatchObject({ status: 201 });
  expect(await complete(first.id, answer)).toMatchObject({ code: 'confirmation-unknown' });
});

test('the person and an auditor of the operator get the evidence, verified anew; nobody else', async () => {
  const id = await given();
  const { confirmations } = await asAnna(CONFIRMATIONS);
  expect(confirmations).toContainEqual(expect.objectContaining({ id, act: 'give-mandate' }));
  const own = await asAnna(`${CONFIRMATIONS}/${id}`);
  expect(own).toMatchObject({ status: 200, means: 'passkey', isProven: true });
  expect(String(own.signed)).toContain(bruno.personalCode);
  const unknown = { status: 404, code: 'confirmation-unknown' };
  const another = await askAs(bruno.id);
  expect(await another(`${CONFIRMATIONS}/${id}`)).toMatchObject(unknown);
  const auditor = async (organisation: string | null) => {
    const official = { name: 'Ilze', organisation, roles: ['auditor' as const] };
    const { keyText } = await addOfficial(context, official);
    const path = `/official/v1/audit/confirmations/${id}`;
    return await ask(path, { authorization: `Bearer ${keyText}` });
  };
  expect(await auditor('m-0099000')).toMatchObject(unknown);
  expect(await auditor(null)).toMatchObject({ isProven: true });
  const [noted] = await context.db.query<{ content: string }>(
    "select content from audit.records where act = 'identity.read-evidence' order by id desc limit 1",
  );
  expect(JSON.parse(noted?.content ?? '')).toMatchObject({ confirmation: id });
});

test('evidence of a text that was changed by a byte proves nothing', async () => {
  const id = await given();
  const [row] = await context.adminDb.query<{ sealed: Buffer }>(
    'select sealed from identity.confirmations where id = $1::uuid',
    [id],
  );
  const kept = JSON.parse(context.keys.decrypt(row?.sealed ?? Buffer.alloc(0)));
  const changed = { ...kept, signed: kept.signed.replace('see-reliefs', 'see-Reliefs') };
  await context.adminDb.query(
    'update identity.confirmations set sealed = $2::bytea where id = $1::uuid',
    [id, context.keys.encrypt(JSON.stringify(changed))],
  );
  expect(await asAnna(`${CONFIRMATIONS}/${id}`)).toMatchObject({ isProven: false });
});

test('evidence is kept for ten years', async () => {
  const id = await given();
  const kept = async () =>
    await context.adminDb.query('select 1 from identity.confirmations where id = $1::uuid', [id]);
  context.clock.advance(3_651 * DAY_MS);
  await purgeConfirmations(context);
  expect(await kept()).toHaveLength(1);
  context.clock.advance(3 * DAY_MS);
  await purgeConfirmations(context);
  expect(await kept()).toHaveLength(0);
});
