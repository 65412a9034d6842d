import { z } from 'zod';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { Client, type ClientStatement } from './client.ts';
import { endClientRow } from './sql/end-client-row.ts';
import { insertClient } from './sql/insert-client.ts';
import { type ClientRow, selectClients } from './sql/select-clients.ts';
import { updateClientKeys } from './sql/update-client-keys.ts';

const CLIENTS_MAX = 10_000;
const OWN_PREFIX = 'koplieta-';

/**
 * Registers a client of the sign-on provider. Refuses `client-not-accepted` with what is wrong,
 * `client-exists` and `organisation-unknown`.
 */
export async function addClient(context: Context, statement: ClientStatement): Promise<void> {
  const client = parseClient(statement);
  if (client.id.startsWith(OWN_PREFIX)) throw new Refusal('client-exists');
  await context.db.transaction(async (db) => {
    const added = await insertClient(db, client, context.clock.now());
    if (!added) {
      const [taken] = await selectClients(db, { id: client.id, limit: 1 });
      throw new Refusal(taken ? 'client-exists' : 'organisation-unknown');
    }
    const { organisation: _code, name: _name, jwks: _jwks, ...content } = client;
    const organisationId = added.organisationId ?? undefined;
    const act = 'identity.add-client';
    await writeAudit(db, [makeAuditRecord(context, { act, organisationId, content })]);
  });
}

/** Gives a client other public keys: the old ones hold no more. Refuses as `addClient` does. */
export async function changeClientKeys(context: Context, id: string, jwks: unknown): Promise<void> {
  const parsed = Client.shape.jwks.safeParse(jwks);
  if (!parsed.success || !parsed.data) throw new Refusal('client-not-accepted');
  const { data: keys } = parsed;
  await context.db.transaction(async (db) => {
    if (!(await updateClientKeys(db, id, keys))) throw new Refusal('client-unknown');
    const content = { client: id, keys: keys.keys.length };
    const act = 'identity.change-client-keys';
    await writeAudit(db, [makeAuditRecord(context, { act, content })]);
  });
}

/** Ends a client for good: within seconds nobody signs on to it. Refuses `client-unknown`. */
export async function endClient(context: Context, id: string): Promise<void> {
  await context.db.transaction(async (db) => {
    if (!(await endClientRow(db, id, context.clock.now()))) throw new Refusal('client-unknown');
    const content = { client: id };
    await writeAudit(db, [makeAuditRecord(context, { act: 'identity.end-client', content })]);
  });
}

/** Clients by their ids, those that ended too; at most 10,000. */
export async function listClients({ db }: Pick<Context, 'db'>): Promise<ClientRow[]> {
  return await selectClients(db, { id: null, limit: CLIENTS_MAX });
}

function parseClient(statement: ClientStatement): Client {
  const parsed = Client.safeParse(statement);
  if (parsed.success) return parsed.data;
  throw new Refusal('client-not-accepted', { faults: z.prettifyError(parsed.error) });
}
