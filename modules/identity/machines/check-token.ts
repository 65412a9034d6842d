import { createPublicKey, hash, type KeyObject } from 'node:crypto';
import { decodeProtectedHeader, jwtVerify } from 'jose';
import { machineClock } from '../../../platform/clock/clock.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { SIGN_ON_PATH } from '../sign-on/sign-on-path.ts';
import { readSigningKeys } from '../sign-on/signing-keys.ts';
import type { Machine } from './machine.ts';
import { Remembered } from './remembered.ts';
import { selectMachine } from './sql/select-machine.ts';

/** What a token that was issued here says. */
export interface Token {
  clientId: string;
  issuedAtMs: number;
  /** To what it is bound: the thumbprint of a DPoP key or of a certificate. */
  boundTo: { jkt?: string; 'x5t#S256'?: string };
}

/** A machine that ended, was suspended or lost a key is refused within this time on every server. */
const MACHINE_MS = 5_000;
const MACHINES_MAX = 10_000;
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
 * token's signature is checked once; after that it is found by its SHA-256. The machine behind it is
 * asked for every five seconds, and with it everything that can be revoked.
 *
 * Refuses `token-wrong` (not of this provider, or over) and `machine-stopped`.
 */
export function makeTokenCheck(): CheckToken {
  const tokens = new Remembered<Token>(TOKENS_MAX);
  const machines = new Remembered<Machine>(MACHINES_MAX);
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
    let machine = machines.get(token.clientId, nowMs);
    if (!machine) {
      machine = await selectMachine(context.db, token.clientId);
      if (!machine) throw new Refusal('token-wrong');
      machines.set(token.clientId, machine, nowMs + MACHINE_MS);
    }
    const isOver = machine.lastDay !== null && rigaDay(context.clock.now()) > machine.lastDay;
    if (machine.isStopped || isOver) throw new Refusal('machine-stopped');
    if (token.issuedAtMs < machine.tokensFrom.getTime()) throw new Refusal('token-wrong');
    return { token, machine };
  };
}

interface Unverified {
  text: string;
  publicUrl: string;
  keyOf: KeyReader;
}

async function verify(
  context: Context,
  { text, publicUrl, keyOf }: Unverified,
): Promise<{ token: Token; endsAtMs: number }> {
  try {
    const { kid = '' } = decodeProtectedHeader(text);
    const key = await keyOf(context, kid);
    if (!key) throw new Error('signed by nobody here');
    const { payload } = await jwtVerify(text, key, {
      ...{ issuer: publicUrl + SIGN_ON_PATH, audience: `${publicUrl}/`, typ: 'at+jwt' },
      ...{ algorithms: ['ES256', 'EdDSA'], requiredClaims: ['exp', 'iat', 'client_id'] },
      currentDate: machineClock.now(),
    });
    const { exp = 0, iat = 0, client_id, cnf } = payload;
    const boundTo = (cnf ?? {}) as Token['boundTo'];
    const token = { clientId: String(client_id), issuedAtMs: iat * 1_000, boundTo };
    return { token, endsAtMs: exp * 1_000 };
  } catch (error) {
    if (error instanceof Refusal || !isOfToken(error)) throw error;
    throw new Refusal('token-wrong');
  }
}

/** What fails for want of a database is not the token's fault. */
function isOfToken(error: unknown): boolean {
  return error instanceof Error && !('severity' in error) && !('errno' in error);
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
