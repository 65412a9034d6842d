import { timingSafeEqual } from 'node:crypto';
import { rigaDay } from '../../platform/clock/day.ts';
import type { Context, OfficialActor } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import type { Authenticator } from '../../platform/http/http-app.ts';
import { readBearer } from '../../platform/http/operator-authenticator.ts';
import { mayBeOfficial, type OwnProviders, readOwnProviders } from './login-means/own-providers.ts';
import { hashOfficialKey, OFFICIAL_KEY_PREFIX, readOfficialKeyId } from './official-key.ts';
import { selectOfficialByKey } from './sql/select-official-by-key.ts';

/** Knows an official by `Authorization: Bearer koplo_…`. Other bearers are others' to judge. */
export function officialAuthenticator(options: {
  loginMeansFile?: string | undefined;
}): Authenticator {
  const ownProviders = readOwnProviders(options.loginMeansFile);
  return async (request, base) => {
    const keyText = readBearer(request.headers.authorization);
    if (!keyText?.startsWith(`${OFFICIAL_KEY_PREFIX}_`)) return undefined;
    return await findOfficialByKey(base, keyText, ownProviders);
  };
}

/**
 * The official whose access key it is. Refuses `official-key-unknown`, and `official-key-expired`,
 * `official-ended` and `own-provider-needed` only to those who have the secret.
 */
export async function findOfficialByKey(
  context: Pick<Context, 'db' | 'clock' | 'keys'>,
  keyText: string,
  ownProviders: OwnProviders,
): Promise<OfficialActor> {
  const keyId = readOfficialKeyId(keyText);
  const row = keyId
    ? await selectOfficialByKey(context.db, keyId, rigaDay(context.clock.now()))
    : undefined;
  const isRight =
    row !== undefined &&
    row.keyVersion === context.keys.version &&
    timingSafeEqual(hashOfficialKey(context.keys, keyText), row.secretHash);
  if (!isRight) throw new Refusal('official-key-unknown');
  if (row.endedAt) throw new Refusal('official-ended');
  if (!mayBeOfficial(ownProviders, row.organisation, null))
    throw new Refusal('own-provider-needed');
  if (row.expiresAt <= context.clock.now()) throw new Refusal('official-key-expired');
  const { officialId, organisationId: id, organisation: code, roles } = row;
  const organisation = id !== null && code !== null ? { id, code } : null;
  return { kind: 'official', officialId, organisation, roles };
}
