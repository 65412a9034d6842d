import type { Database } from '../../../../platform/database/database.ts';
import type { Machine, MachineKind } from '../machine.ts';

const SELECT = `
select machine.client_id as "clientId", machine.kind, machine.acts_as_id as "actsAsId",
  client.organisation_id as "organisationId", machine.networks::text[] as networks,
  machine.rate_per_minute as "ratePerMinute", machine.scopes,
  machine.last_day as "lastDay",
  machine.tokens_from as "tokensFrom", client.jwks -> 'keys' as keys,
  client.ended_at is not null or not exists (
    select from providers.ids_to_sign_on ids
    where machine.kind = 'ids' and ids.id = machine.acts_as_id
    union all
    select from exchange.systems_to_sign_on system
    where machine.kind = 'information-system' and system.id = machine.acts_as_id
  ) as "isStopped"
from identity.machines machine
join identity.clients client on client.id = machine.client_id`;

/** The machine of a client, if it is one. */
export async function selectMachine(db: Database, clientId: string): Promise<Machine | undefined> {
  const [row] = await db.query<Machine & Record<string, unknown>>({
    name: 'identity-select-machine',
    text: `${SELECT} where machine.client_id = $1::text`,
    values: [clientId],
  });
  return row;
}

const OF = 'where machine.kind = $1::text and machine.acts_as_id = $2::uuid';

/** The machine that acts as an IDS or a system. */
export async function findMachineOf(
  db: Database,
  kind: MachineKind,
  actsAsId: string,
): Promise<Machine | undefined> {
  const values = [kind, actsAsId];
  const [row] = await db.query<Machine & Record<string, unknown>>(`${SELECT} ${OF}`, values);
  return row;
}

/** The same, held until the end of the transaction. */
export async function lockMachineOf(
  db: Database,
  kind: MachineKind,
  actsAsId: string,
): Promise<Machine | undefined> {
  const [row] = await db.query<Machine & Record<string, unknown>>(
    `${SELECT} ${OF} for update of machine`,
    [kind, actsAsId],
  );
  return row;
}
