import { timingSafeEqual } from 'node:crypto';
import type { Actor, Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { Remembered } from '../../platform/remembered.ts';
import { hashAccessKey, readAccessKeyId } from './access-key.ts';
import { type KeyRow, selectAccessKey } from './sql/select-access-key.ts';

type IdsActor = Extract<Actor, { kind: 'ids' }>;

/** A revocation, a suspension and an earlier end work within this time on every server. */
const REMEMBERED_MS = 5_000;
const KEYS_MAX = 10_000;

type AskingContext = Pick<Context, 'db' | 'clock' | 'keys'>;
type AuthenticateAccessKey = (context: AskingContext, keyText: string) => Promise<IdsActor>;

/**
 * Makes the check of access keys, with a memory of its own: at most 10,000 keys, each for five
 * seconds, so that the busy terminals of a city cost no query each. One for each server.
 *
 * Refuses with `access-key-unknown`, `access-key-expired`, `access-key-revoked`, `ids-suspended`. What
 * is wrong with a key is told only to those who have its secret.
 */
export function makeAccessKeyCheck(): AuthenticateAccessKey {
  const remembered = new Remembered<KeyRow>(KEYS_MAX);
  return async (context, keyText) => {
    const keyId = readAccessKeyId(keyText);
    if (!keyId) throw new Refusal('access-key-unknown');
    const now = context.clock.now();
    const known = remembered.get(keyId, now.getTime());
    const row = known ?? (await selectAccessKey(context.db, keyId));
    if (!row || !isRight(context, { keyText, row })) throw new Refusal('access-key-unknown');
    if (!known) remembered.set(keyId, row, now.getTime() + REMEMBERED_MS);
    refuseEnded(row, now);
    return { kind: 'ids', idsId: row.idsId, organisationId: row.organisationId };
  };
}

function isRight(context: AskingContext, { keyText, row }: { keyText: string; row: KeyRow }) {
  if (row.keyVersion !== context.keys.version) return false;
  return timingSafeEqual(hashAccessKey(context.keys, keyText), row.secretHash);
}

function refuseEnded(row: KeyRow, now: Date): void {
  if (row.revokedAt) throw new Refusal('access-key-revoked');
  if (row.expiresAt && row.expiresAt <= now) throw new Refusal('access-key-expired');
  if (row.idsStatus === 'suspended') throw new Refusal('ids-suspended');
}
