import { sign } from 'node:crypto';
import type { Context } from '../../../platform/context.ts';
import { WEB_CLIENT_ID } from '../sign-on/own-client.ts';

const LIFE_S = 60;

/**
 * Proof that the web client itself is asking (RFC 7523), signed with its key. `issuedAt` is the
 * machine's time, by which the provider measures: the platform's may be another.
 */
export function clientAssertion(
  { keys, ids }: Pick<Context, 'keys' | 'ids'>,
  { issuer, issuedAt }: { issuer: string; issuedAt: Date },
): Record<string, string> {
  const iat = Math.floor(issuedAt.getTime() / 1_000);
  const claims = {
    ...{ iss: WEB_CLIENT_ID, sub: WEB_CLIENT_ID, aud: issuer, jti: ids.next() },
    ...{ iat, exp: iat + LIFE_S },
  };
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'EdDSA', kid: WEB_CLIENT_ID })}.${part(claims)}`;
  const signature = sign(null, Buffer.from(signed), keys.webClientKey).toString('base64url');
  return {
    client_id: WEB_CLIENT_ID,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: `${signed}.${signature}`,
  };
}
