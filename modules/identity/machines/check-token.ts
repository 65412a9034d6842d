import { createPublicKey, hash, type KeyObject, verify as verifySignature } from 'node:crypto';
import { z } from 'zod';
import { machineClock } from '../../../platform/clock/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { Remembered } from '../../../platform/remembered.ts';
import { SIGN_ON_PATH } from '../sign-on/sign-on-path.ts';
import { readSigningKeys } from '../sign-on/signing-keys.ts';
import type { Machine } from './machine.ts';
import { makeMachineReader, type ReadMachine } from './read-machine.ts';

/** What a token that was issued here says. */
export interface Token {
  clientId: string;
  issuedAtMs: number;
  /** What it is for. */
  scopes: readonly string[];
  /** To what it is bound: the thumbprint of a DPoP key or of a certificate. */
  boundTo: { jkt?: string | undefined; 'x5t#S256'?: string | undefined };
}

const TOKENS_MAX = 20_000;
const KEYS_MS = 60_000;
/** An unknown key makes a server look, but not for everybody who sends one. */
const KEYS_AGAIN_MS = 5_000;

export type CheckToken = (
  context: Context,
  token: string,
  publicUrl: string,
) => Promise<{ token: Token; machine: Machine }>;

/**
 * Makes the check of access tokens (RFC 9068): without asking the provider, with a memory of its own. A
 * token's signature is checked once; after that it is found by its SHA-256.
 *
 * Refuses `token-wrong` (not of this provider, or over) and `machine-stopped`.
 */
export function makeTokenCheck(readMachine: ReadMachine = makeMachineReader()): CheckToken {
  const tokens = new Remembered<Token>(TOKENS_MAX);
  const keyOf = makeKeyReader();
  return async (context, text, publicUrl) => {
    const nowMs = machineClock.now().getTime();
    const digest = hash('sha256', text, 'base64url');
    let token = tokens.get(digest, nowMs);
    if (!token) {
      const verified = await verify(context, { text, publicUrl, keyOf });
      token = verified.token;
      tokens.set(digest, token, verified.endsAtMs);
    }
    const machine = await readMachine(context, token.clientId);
    if (!machine) throw new Refusal('token-wrong');
    if (token.issuedAtMs < machine.tokensFrom.getTime()) throw new Refusal('token-wrong');
    return { token, machine };
  };
}

interface Unverified {
  text: string;
  publicUrl: string;
  keyOf: KeyReader;
}

/**
 * The signature is checked by node:crypto itself: a library's way through WebCrypto costs twice as much
 * as the signature. Which algorithm it is, the key says, never the token (RFC 8725, 3.1).
 */
async function verify(
  context: Context,
  { text, publicUrl, keyOf }: Unverified,
): Promise<{ token: Token; endsAtMs: number }> {
  const [head = '', body = '', seal = ''] = text.split('.');
  const { kid, typ } = Header.safeParse(readPart(head)).data ?? {};
  const key = kid === undefined ? undefined : await keyOf(context, kid);
  if (!key || typ !== 'at+jwt') throw new Refusal('token-wrong');
  const isEd25519 = key.asymmetricKeyType === 'ed25519';
  const signed = verifySignature(
    isEd25519 ? null : 'sha256',
    Buffer.from(`${head}.${body}`),
    isEd25519 ? key : { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(seal, 'base64url'),
  );
  const claims = signed ? Claims.safeParse(readPart(body)).data : undefined;
  const nowS = machineClock.now().getTime() / 1_000;
  const isOurs = claims?.iss === publicUrl + SIGN_ON_PATH && claims.aud === `${publicUrl}/`;
  if (!claims || !isOurs || claims.exp <= nowS) throw new Refusal('token-wrong');
  const { client_id: clientId, cnf: boundTo } = claims;
  const scopes = claims.scope.split(' ');
  const token = { clientId, issuedAtMs: claims.iat * 1_000, scopes, boundTo };
  return { token, endsAtMs: claims.exp * 1_000 };
}

const Header = z.object({ kid: z.string(), typ: z.string() });
const Claims = z.object({
  ...{ iss: z.string(), aud: z.string(), client_id: z.string(), exp: z.number(), iat: z.number() },
  scope: z.string().default(''),
  cnf: z.object({ jkt: z.string().optional(), 'x5t#S256': z.string().optional() }).default({}),
});

function readPart(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}

type KeyReader = (context: Context, kid: string) => Promise<KeyObject | undefined>;

function makeKeyReader(): KeyReader {
  let keys = new Map<string, KeyObject>();
  let readAtMs = Number.NEGATIVE_INFINITY;
  return async (context, kid) => {
    const age = machineClock.now().getTime() - readAtMs;
    if (age < (keys.has(kid) ? KEYS_MS : KEYS_AGAIN_MS)) return keys.get(kid);
    const read = await readSigningKeys(context);
    readAtMs = machineClock.now().getTime();
    keys = new Map(
      read.map((key) => [String(key.kid), createPublicKey({ key, format: 'jwk' })] as const),
    );
    return keys.get(kid);
  };
}
