import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { Context } from '../../../platform/context.ts';
import { seal } from '../second-factors/second-factor.ts';
import { insertFactor } from '../second-factors/sql/insert-factor.ts';
import { setFactorEnrolled } from '../second-factors/sql/set-factor-enrolled.ts';

/** What can be wrong with what a passkey signs. */
export interface Fault {
  origin?: string;
  host?: string;
  type?: string;
  isUnverified?: boolean;
  counter?: number;
  signature?: string;
  id?: string;
}

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest();

/** A passkey (ES256) of a person, made outside of any browser, so that it can also do what browsers would not. */
export async function passkeyByHand(context: Context, personId: string, origin: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  // COSE_Key (RFC 9052): kty EC2, alg ES256, crv P-256, x, y.
  const cose = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);
  const id = randomBytes(16).toString('base64url');
  const factorId = context.ids.next();
  const now = context.clock.now();
  const passkey = { id, publicKey: cose.toString('base64url'), transports: [] };
  const sealed = seal(context.keys, passkey);
  const factor = { id: factorId, personId, kind: 'passkey' as const, name: 'Atslēga', sealed };
  await insertFactor(context.db, { ...factor, begunAt: now });
  await setFactorEnrolled(context.db, {
    ...{ id: factorId, now, sealed, counter: 0, sessionId: 'test' },
  });
  let counter = 0;

  /** Signs a challenge, as `PublicKeyCredential.toJSON` gives it. */
  function answer(challenge: string, fault: Fault = {}) {
    counter += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(fault.counter ?? counter);
    // Flags: the user was there (1), and verified (4).
    const flags = Buffer.from([fault.isUnverified ? 1 : 5]);
    const host = fault.host ?? new URL(origin).hostname;
    const authenticatorData = Buffer.concat([sha256(host), flags, count]);
    const client = { type: fault.type ?? 'webauthn.get', challenge, crossOrigin: false };
    const clientDataJson = JSON.stringify({ ...client, origin: fault.origin ?? origin });
    const signed = Buffer.concat([authenticatorData, sha256(clientDataJson)]);
    const credential = fault.id ?? id;
    return {
      ...{ id: credential, rawId: credential, type: 'public-key' as const },
      response: {
        authenticatorData: authenticatorData.toString('base64url'),
        clientDataJSON: Buffer.from(clientDataJson).toString('base64url'),
        signature: fault.signature ?? sign('sha256', signed, privateKey).toString('base64url'),
      },
      clientExtensionResults: {},
    };
  }
  return { answer };
}
