import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import { machineClock } from '../../../platform/clock/clock.ts';
import type { Context } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { MACHINE_SCOPES } from '../../../platform/http/http-app.ts';
import { addClient } from '../sign-on/clients.ts';
import { updateClientKeys } from '../sign-on/sql/update-client-keys.ts';
import type { Machine, MachineKind } from './machine.ts';
import { insertMachine } from './sql/insert-machine.ts';
import { findMachineOf, lockMachineOf } from './sql/select-machine.ts';
import { selectSignOnSubject } from './sql/select-sign-on-subject.ts';
import { setTokensFrom } from './sql/set-tokens-from.ts';

const KEYS_MAX = 5;
/** So long a server may still give tokens for a key that is gone (`client-adapter.ts`): they hold not. */
const PROVIDER_REMEMBERS_MS = 4_000;

/** What a machine knows of itself: as which client it asks for tokens, and its public keys. */
export interface MachineKeys {
  clientId: string;
  keyIds: string[];
}

/**
 * Registers a public key of the asking IDS or information system, beside those that it has: so it
 * changes keys without a break. The first one makes it a client of the sign-on provider.
 *
 * Refuses `machine-key-not-accepted` (not a public key for ES256 or EdDSA) and `machine-keys-full`.
 */
export async function addMachineKey(context: Context, key: JsonWebKey): Promise<MachineKeys> {
  const asking = askingMachine(context);
  if (!asking) throw new Refusal('not-allowed');
  const publicKey = await readPublicKey(key);
  return await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const machine = await lockMachineOf(db, asking.kind, asking.id);
    const held = machine?.keys ?? [];
    if (held.some(({ kid }) => kid === publicKey.kid)) return keysOf(machine?.clientId, held);
    if (held.length >= KEYS_MAX) throw new Refusal('machine-keys-full', { keysMax: KEYS_MAX });
    const keys = [...held, publicKey];
    const clientId = machine?.clientId ?? (await makeMachine(inside, asking, keys));
    if (machine && !(await updateClientKeys(db, clientId, { keys: keys as never }))) {
      throw new Refusal('machine-stopped');
    }
    await note(inside, 'identity.add-machine-key', { client: clientId, key: publicKey.kid });
    return keysOf(clientId, keys);
  });
}

/**
 * Takes a key away: no token is given for it any more, and all that were given before hold no longer,
 * on every server within five seconds. Refuses `machine-key-unknown` and `machine-key-last`.
 */
export async function removeMachineKey(context: Context, keyId: string): Promise<MachineKeys> {
  const asking = askingMachine(context);
  return await context.db.transaction(async (db) => {
    const machine = asking && (await lockMachineOf(db, asking.kind, asking.id));
    const keys = machine?.keys.filter(({ kid }) => kid !== keyId) ?? [];
    if (!machine || keys.length === machine.keys.length) throw new Refusal('machine-key-unknown');
    if (keys.length === 0) throw new Refusal('machine-key-last');
    const { clientId } = machine;
    if (!(await updateClientKeys(db, clientId, { keys: keys as never }))) {
      throw new Refusal('machine-stopped');
    }
    const from = new Date(machineClock.now().getTime() + PROVIDER_REMEMBERS_MS);
    await setTokensFrom(db, clientId, from);
    const content = { client: clientId, key: keyId };
    await note({ ...context, db }, 'identity.remove-machine-key', content);
    return keysOf(clientId, keys);
  });
}

/** The keys of the asking IDS or information system. Refuses `machine-key-unknown` when it has none. */
export async function listMachineKeys(context: Context): Promise<MachineKeys> {
  const asking = askingMachine(context);
  const machine = asking && (await findMachineOf(context.db, asking.kind, asking.id));
  if (!machine) throw new Refusal('machine-key-unknown');
  return keysOf(machine.clientId, machine.keys);
}

function keysOf(clientId = '', keys: readonly JsonWebKey[]): MachineKeys {
  return { clientId, keyIds: keys.map(({ kid }) => String(kid)) };
}

/** Undefined: a terminal in a browser, which has no keys. */
function askingMachine({
  actor,
}: Pick<Context, 'actor'>): { kind: MachineKind; id: string } | undefined {
  if (actor.kind === 'ids' && actor.terminalId) return undefined;
  if (actor.kind === 'ids') return { kind: 'ids', id: actor.idsId };
  if (actor.kind === 'information-system') return { kind: actor.kind, id: actor.systemId };
  throw new Refusal('not-allowed');
}

/** The key without anything that does not belong, named by its thumbprint (RFC 7638). */
async function readPublicKey(key: JsonWebKey): Promise<JsonWebKey & { kid: string }> {
  try {
    if ('d' in key) throw new Error('a private key');
    const jwk = createPublicKey({ key, format: 'jwk' }).export({ format: 'jwk' });
    const alg = jwk.crv === 'P-256' ? 'ES256' : jwk.crv === 'Ed25519' ? 'EdDSA' : undefined;
    if (!alg) throw new Error('another curve');
    return { ...jwk, kid: await calculateJwkThumbprint(jwk as never), use: 'sig', alg };
  } catch {
    throw new Refusal('machine-key-not-accepted');
  }
}

async function makeMachine(
  context: Context,
  { kind, id }: { kind: MachineKind; id: string },
  keys: readonly JsonWebKey[],
): Promise<string> {
  const subject = await selectSignOnSubject(context.db, kind, id);
  if (!subject) throw new Refusal('not-allowed');
  const clientId = `${kind === 'ids' ? 'ids' : 'system'}-${id}`;
  await addClient(context, {
    ...{ id: clientId, organisation: subject.organisation, kind: 'machine' },
    scopes: ['api', ...MACHINE_SCOPES],
    ...{ name: { lv: subject.name, en: subject.name }, jwks: { keys: [...keys] as never } },
  });
  const tokensFrom = new Date(0);
  await insertMachine(context.db, { clientId, kind, actsAsId: id, tokensFrom });
  return clientId;
}

async function note(
  context: Context & { db: Database },
  act: `identity.${string}`,
  content: object,
): Promise<void> {
  await writeAudit(context.db, [makeAuditRecord(context, { act, content: { ...content } })]);
}
