import type { Authenticator } from '../../platform/http/http-app.ts';
import { readBearer } from '../../platform/http/operator-authenticator.ts';
import { makeAccessKeyCheck } from './authenticate-access-key.ts';

const PREFIX = 'kopl_';

/** Knows an IDS by `Authorization: Bearer kopl_…`. Other bearers are others' to judge. */
export function idsAuthenticator(): Authenticator {
  const check = makeAccessKeyCheck();
  return async (request, base) => {
    const keyText = readBearer(request.headers.authorization);
    return keyText?.startsWith(PREFIX) ? await check(base, keyText) : undefined;
  };
}
