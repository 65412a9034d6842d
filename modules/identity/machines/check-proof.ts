import { hash, type JsonWebKey } from 'node:crypto';
import { calculateJwkThumbprint, EmbeddedJWK, type JWTPayload, jwtVerify } from 'jose';
import { machineClock } from '../../../platform/clock/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { upsertArtifact } from '../sign-on/sql/upsert-artifact.ts';

/** How far the clock of a machine may be from ours. */
const SKEW_S = 60;
const ID_LENGTH_MAX = 128;

/** A request that a DPoP proof must be of. */
export interface ProvenRequest {
  method: string;
  /** Without query and fragment. */
  url: string;
  token: string;
}

/**
 * Checks that who sends a token has the key that it is bound to (RFC 9449): the proof is of this request
 * and this token, new, and seen for the first time on any server. Refuses `token-proof-wrong`.
 */
export async function checkProof(
  context: Context,
  { proof, jkt, request }: { proof: string | undefined; jkt: string; request: ProvenRequest },
): Promise<void> {
  const payload = proof === undefined ? undefined : await readProof(proof, jkt);
  if (!payload || !isOf(payload, request)) throw new Refusal('token-proof-wrong');
  // Kept by the installation's clock, as all artifacts are.
  const now = context.clock.now();
  const isNew = await upsertArtifact(
    context.db,
    {
      ...{
        kind: 'Proof',
        content: Buffer.alloc(0),
        grantHash: null,
        otherHash: null,
        personId: null,
      },
      idHash: context.keys.hash('sign-on-artifact', `Proof ${jkt} ${payload.jti}`),
      expiresAt: new Date(now.getTime() + 2 * SKEW_S * 1_000),
    },
    { once: true, now },
  );
  if (!isNew) throw new Refusal('token-proof-wrong');
}

async function readProof(proof: string, jkt: string): Promise<JWTPayload | undefined> {
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      ...{ typ: 'dpop+jwt', algorithms: ['ES256', 'EdDSA'] },
      ...{ requiredClaims: ['jti', 'htm', 'htu', 'iat', 'ath'], currentDate: machineClock.now() },
    });
    const key = protectedHeader.jwk as JsonWebKey;
    return (await calculateJwkThumbprint(key as never)) === jkt ? payload : undefined;
  } catch {
    return undefined;
  }
}

function isOf(payload: JWTPayload, { method, url, token }: ProvenRequest): boolean {
  const { jti = '', htm, htu, ath, iat = 0 } = payload;
  const skew = Math.abs(machineClock.now().getTime() / 1_000 - iat);
  return (
    htm === method &&
    htu === url &&
    ath === hash('sha256', token, 'base64url') &&
    skew <= SKEW_S &&
    jti.length <= ID_LENGTH_MAX
  );
}
