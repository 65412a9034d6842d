import { createHash, timingSafeEqual } from 'node:crypto';
import type { Authenticator } from './http-app.ts';

/** Knows the operator by `Authorization: Bearer <operator key>`. Other bearers are others' to judge. */
export function operatorAuthenticator(operatorKey: string): Authenticator {
  const expected = digestOf(operatorKey);
  return async (request) => {
    const given = readBearer(request.headers.authorization);
    if (given === undefined || !timingSafeEqual(digestOf(given), expected)) return undefined;
    return { kind: 'operator' };
  };
}

/** The token of an `Authorization: Bearer` header (RFC 6750), if there is one. */
export function readBearer(header: string | undefined): string | undefined {
  return /^Bearer +([A-Za-z0-9._~+/-]{1,4096}=*)$/i.exec(header ?? '')?.[1];
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
