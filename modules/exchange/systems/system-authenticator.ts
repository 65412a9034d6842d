import { timingSafeEqual } from 'node:crypto';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { Authenticator } from '../../../platform/http/http-app.ts';
import { readBearer } from '../../../platform/http/operator-authenticator.ts';
import { type SystemKeyRow, selectSystemKey } from './sql/select-system-key.ts';
import { hashSystemKey, readSystemKeyId, SYSTEM_KEY_PREFIX } from './system-key.ts';

/**
 * Knows an institution's information system by `Authorization: Bearer kopli_…`. Other bearers are
 * others' to judge. What is wrong with a key is told only to those who have its secret.
 */
export const systemAuthenticator: Authenticator = async (request, context) => {
  const keyText = readBearer(request.headers.authorization);
  if (!keyText?.startsWith(`${SYSTEM_KEY_PREFIX}_`)) return undefined;
  const keyId = readSystemKeyId(keyText);
  const row = keyId && (await selectSystemKey(context.db, keyId));
  if (!row || !isRight(context, { keyText, row })) throw new Refusal('system-key-unknown');
  if (row.revokedAt) throw new Refusal('system-key-revoked');
  if (row.expiresAt && row.expiresAt <= context.clock.now()) {
    throw new Refusal('system-key-expired');
  }
  const { systemId, organisationId } = row;
  return { kind: 'information-system', systemId, organisationId };
};

function isRight(
  { keys }: Pick<Context, 'keys'>,
  { keyText, row }: { keyText: string; row: SystemKeyRow },
): boolean {
  if (row.keyVersion !== keys.version) return false;
  return timingSafeEqual(hashSystemKey(keys, keyText), row.secretHash);
}
