import type { Adapter, ArtifactPayload } from 'oidc-provider';
import type { Context } from '../../../platform/context.ts';
import { Remembered } from '../../../platform/remembered.ts';
import { metadataOf } from './client.ts';
import { CLI_CLIENT, CLI_CLIENT_ID, WEB_CLIENT_ID, webClient } from './own-client.ts';
import { selectClients } from './sql/select-clients.ts';

/** A client that ended, or has other keys, is known as such on every server within so long. */
const KEPT_MS = 3_000;
const KEPT_MAX = 1_000;

/** Reads clients for the provider; they are kept a moment, as every request of a flow names one. */
export function clientAdapter(
  { db, clock, keys }: Pick<Context, 'db' | 'clock' | 'keys'>,
  publicUrl: string,
): Adapter {
  const kept = new Remembered<ArtifactPayload>(KEPT_MAX);
  // It is the platform itself: it knows people as the platform does, and keeps no tokens.
  const own = {
    ...metadataOf(webClient(publicUrl, keys)),
    subject_type: 'public',
    grant_types: ['authorization_code'],
  };
  const commandLine = {
    ...metadataOf(CLI_CLIENT),
    subject_type: 'public',
    grant_types: ['urn:ietf:params:oauth:grant-type:device_code', 'refresh_token'],
    response_types: [],
  };
  const read = async (id: string) => {
    const [client] = await selectClients(db, { id, limit: 1 });
    return client && !client.endedAt ? metadataOf(client) : undefined;
  };
  const find = async (id: string) => {
    if (id === WEB_CLIENT_ID) return own;
    if (id === CLI_CLIENT_ID) return commandLine;
    const now = clock.now().getTime();
    const held = kept.get(id, now);
    if (held) return held;
    const metadata = await read(id);
    // Unknown ids are not kept: whoever guesses would push the known ones out.
    if (metadata) kept.set(id, metadata, now + KEPT_MS);
    return metadata;
  };
  const never = async () => {
    throw new Error('Clients are registered, not kept by the provider.');
  };
  return {
    find,
    findByUid: never,
    findByUserCode: never,
    upsert: never,
    consume: never,
    destroy: never,
    revokeByGrantId: never,
  };
}
