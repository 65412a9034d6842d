import { createPublicKey, verify } from 'node:crypto';
import { SignJWT } from 'jose';
import { makeTokenCheck, readSigningKeys } from '../modules/identity/index.ts';
import { machineClock } from '../platform/clock/clock.ts';
import { type BenchDatabase, withBenchDatabase } from './database.ts';
import { median } from './load.ts';

const PUBLIC_URL = 'https://koplieta.test';
const CLIENT = 'ids-bench';
const ROUNDS = 7;
const TOKENS = 300;
const REPEATS = 20_000;

/**
 * The check of an access token: the first time beside the bare check of its signature (ES256, by
 * node:crypto, key and bytes at hand), and again.
 */
export async function benchTokens(): Promise<void> {
  await withBenchDatabase(async (database) => {
    await addMachine(database);
    const { context } = database;
    const [key] = await readSigningKeys(context);
    if (!key) throw new Error('The provider has made no key.');
    const bare: number[] = [];
    const first: number[] = [];
    const again: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const tokens = await Promise.all(Array.from({ length: TOKENS }, () => makeToken(key)));
      const publicKey = createPublicKey({ key, format: 'jwk' });
      bare.push(
        await microseconds(TOKENS, async (at) => {
          const [head, body, seal = ''] = tokens[at]?.split('.') ?? [];
          const ieee = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
          const bytes = Buffer.from(`${head}.${body}`);
          if (!verify('sha256', bytes, ieee, Buffer.from(seal, 'base64url'))) throw new Error();
        }),
      );
      const check = makeTokenCheck();
      // The keys and the machine are known already, as they are on a server that runs.
      await check(context, await makeToken(key), PUBLIC_URL);
      first.push(
        await microseconds(TOKENS, async (at) => {
          await check(context, tokens[at] ?? '', PUBLIC_URL);
        }),
      );
      again.push(
        await microseconds(REPEATS, async (at) => {
          await check(context, tokens[at % TOKENS] ?? '', PUBLIC_URL);
        }),
      );
    }
    const ratio = (median(first) / median(bare)).toFixed(2);
    console.log(`bare signature     ${median(bare).toFixed(1)} µs`);
    console.log(`first check        ${median(first).toFixed(1)} µs: ${ratio} of it (goal 1.5)`);
    console.log(`a repeated check   ${median(again).toFixed(2)} µs (goal 20)`);
  });
}

async function addMachine({ admin, context }: BenchDatabase): Promise<void> {
  const organisation = context.ids.next();
  const ids = context.ids.next();
  await admin.query(
    `insert into persons.organisations (id, code, name_lv, name_en, kind)
     values ($1::uuid, 'bench', 'Bench', 'Bench', 'merchant')`,
    [organisation],
  );
  await admin.query(
    `insert into providers.ids (id, organisation_id, code, name)
     values ($1::uuid, $2::uuid, 'bench', 'Bench')`,
    [ids, organisation],
  );
  await admin.query(
    `insert into identity.clients
       (id, organisation_id, name_lv, name_en, kind, authentication, jwks, redirect_uris,
        sign_out_uris, scopes, minimum_level, binding, strict, created_at)
     values ($1::text, $2::uuid, 'Bench', 'Bench', 'machine', 'private_key_jwt', '{"keys":[]}', '{}',
        '{}', '{api}', 'low', 'none', false, now())`,
    [CLIENT, organisation],
  );
  await admin.query(
    `insert into identity.machines (client_id, kind, acts_as_id, tokens_from)
     values ($1::text, 'ids', $2::uuid, '2000-01-01')`,
    [CLIENT, ids],
  );
}

type Key = Awaited<ReturnType<typeof readSigningKeys>>[number];

async function makeToken(key: Key): Promise<string> {
  return await new SignJWT({ client_id: CLIENT, scope: 'api', jti: String(Math.random()) })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: String(key.kid) })
    .setIssuer(`${PUBLIC_URL}/sign-on`)
    .setSubject(CLIENT)
    .setAudience(`${PUBLIC_URL}/`)
    .setIssuedAt(machineClock.now())
    .setExpirationTime('5m')
    .sign({ ...key } as never);
}

async function microseconds(count: number, work: (at: number) => Promise<void>): Promise<number> {
  const began = performance.now();
  for (let at = 0; at < count; at++) await work(at);
  return ((performance.now() - began) * 1_000) / count;
}
