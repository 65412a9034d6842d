import type { Database } from '../../../../platform/database/database.ts';
import type { MachineKind } from '../machine.ts';

/** Makes a client a machine; says whether this call did, and not another at the same time. */
export async function insertMachine(
  db: Database,
  machine: { clientId: string; kind: MachineKind; actsAsId: string; tokensFrom: Date },
): Promise<boolean> {
  const rows = await db.query(
    `insert into identity.machines (client_id, kind, acts_as_id, tokens_from)
     values ($1::text, $2::text, $3::uuid, $4::timestamptz)
     on conflict do nothing returning 1`,
    [machine.clientId, machine.kind, machine.actsAsId, machine.tokensFrom],
  );
  return rows.length === 1;
}
