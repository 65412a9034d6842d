import { isIP } from 'node:net';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { MachineLimits } from './machine.ts';
import { setMachineLimits } from './sql/set-machine-limits.ts';

const NETWORK = /^([0-9a-f.:]+)\/(\d{1,3})$/i;

/**
 * Sets from where, how often and until when a machine may ask: all three anew. It holds on every server
 * within five seconds. For the operator. Refuses `machine-network-malformed` and `client-unknown`.
 */
export async function limitMachine(
  context: Context,
  clientId: string,
  limits: MachineLimits,
): Promise<void> {
  if (context.actor.kind !== 'operator' && context.actor.kind !== 'system') {
    throw new Refusal('not-allowed');
  }
  const wrong = limits.networks?.find((network) => !isNetwork(network));
  if (wrong !== undefined || limits.networks?.length === 0)
    throw new Refusal('machine-network-malformed', { network: wrong });
  await context.db.transaction(async (db) => {
    if (!(await setMachineLimits(db, clientId, limits))) throw new Refusal('client-unknown');
    const content = { client: clientId, ...limits };
    await writeAudit(db, [makeAuditRecord(context, { act: 'identity.limit-machine', content })]);
  });
}

function isNetwork(text: string): boolean {
  const [, address = '', bits = ''] = NETWORK.exec(text) ?? [];
  const version = isIP(address);
  return version !== 0 && Number(bits) <= (version === 4 ? 32 : 128);
}
