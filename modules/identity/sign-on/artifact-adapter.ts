import type { Adapter, ArtifactPayload } from 'oidc-provider';
import { errors } from 'oidc-provider';
import type { Context } from '../../../platform/context.ts';
import type { Keyring } from '../../../platform/keys/keyring.ts';
import { consumeArtifact } from './sql/consume-artifact.ts';
import { deleteArtifact } from './sql/delete-artifact.ts';
import { deleteArtifactsOfGrant } from './sql/delete-artifacts-of-grant.ts';
import { findArtifact } from './sql/find-artifact.ts';
import { upsertArtifact } from './sql/upsert-artifact.ts';

type Means = Pick<Context, 'db' | 'clock' | 'keys'>;

const SECOND_MS = 1_000;
/** For what is kept without a stated end: nothing is for ever. */
const LONGEST_S = 30 * 86_400;

/**
 * Keeps what the provider knows between requests in PostgreSQL, so that any server can go on where
 * another one stopped. Secrets are found by their keyed hash, and what they stand for is encrypted.
 */
export function artifactAdapter(context: Means, kind: string): Adapter {
  const { db, clock, keys } = context;
  const hashOf = (of: string, id: string) => hashOfArtifact(keys, of, id);
  const idHashOf = (id: string) => hashOf(kind, id);
  const find = async (hash: Buffer, other: boolean) => {
    const found = await findArtifact(db, { kind, hash, other, now: clock.now() });
    if (!found) return undefined;
    const payload: ArtifactPayload = JSON.parse(keys.decrypt(found.content));
    if (found.consumedAt) payload.consumed = Math.floor(found.consumedAt.getTime() / SECOND_MS);
    return payload;
  };
  return {
    upsert: async (id, payload, expiresInSeconds = LONGEST_S) => {
      const now = clock.now();
      const grant = kind === 'Grant' ? id : payload.grantId;
      const other = otherOf(kind, payload);
      const row = {
        kind,
        idHash: idHashOf(id),
        content: keys.encrypt(JSON.stringify(payload)),
        grantHash: grant === undefined ? null : hashOf('Grant', grant),
        otherHash: other === undefined ? null : hashOf(`${kind}-uid`, other),
        personId: payload.accountId ?? null,
        expiresAt: new Date(now.getTime() + expiresInSeconds * SECOND_MS),
      };
      const once = kind === 'ReplayDetection';
      const written = await upsertArtifact(db, row, { once, now });
      if (!written) throw new errors.InvalidRequest('the proof was used already');
    },
    find: (id) => find(idHashOf(id), false),
    findByUid: (uid) => find(hashOf('Session-uid', uid), true),
    findByUserCode: (code) => find(hashOf('DeviceCode-uid', code), true),
    consume: async (id) => {
      const idHash = idHashOf(id);
      if (await consumeArtifact(db, { kind, idHash, now: clock.now() })) return;
      // Two came with one secret at the same time: one of them may be a thief, so neither keeps it.
      const payload = await find(idHash, false);
      if (payload?.grantId) await deleteArtifactsOfGrant(db, hashOf('Grant', payload.grantId));
      throw new errors.InvalidGrant('it was used already');
    },
    destroy: (id) => deleteArtifact(db, kind, idHashOf(id)),
    revokeByGrantId: (grantId) => deleteArtifactsOfGrant(db, hashOf('Grant', grantId)),
  };
}

/** By what else it is found: a session by its uid, the code of a program by what a person types. */
function otherOf(kind: string, payload: ArtifactPayload): string | undefined {
  if (kind === 'Session') return payload.uid;
  return kind === 'DeviceCode' ? payload.userCode : undefined;
}

/** By what a grant is found. */
export function grantHashOf(keys: Keyring, grantId: string): Buffer {
  return hashOfArtifact(keys, 'Grant', grantId);
}

/** By what a session of the provider is found from its log-in. */
export function sessionHashOf(keys: Keyring, uid: string): Buffer {
  return hashOfArtifact(keys, 'Session-uid', uid);
}

function hashOfArtifact(keys: Keyring, of: string, id: string): Buffer {
  return keys.hash('sign-on-artifact', `${of} ${id}`);
}
