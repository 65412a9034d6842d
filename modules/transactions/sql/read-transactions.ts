import type { Database } from '../../../platform/database/database.ts';
import type { StoredTransaction } from '../transaction.ts';

const TRANSACTION = `
  transaction.person_id as "personId",
  transaction.id,
  transaction.ids_id as "idsId",
  transaction.provider_id as "providerId",
  transaction.client_id as "clientId",
  transaction.day,
  transaction.expires_at as "expiresAt",
  transaction.answer,
  (
    select json_agg(json_build_object('line', line, 'quantity', quantity,
      'unitPriceCents', unit_price_cents, 'whose', whose) order by line)
    from transactions.lines
    where person_id = transaction.person_id and transaction_id = transaction.id
  ) as lines,
  coalesce((
    select json_agg(json_build_object('line', line, 'position', position, 'share', share,
      'entitlementId', entitlement_id, 'reliefId', relief_id, 'instructionId', instruction_id,
      'benefit', benefit, 'grantorId', grantor_id, 'units', units, 'amountCents', amount_cents,
      'paid', paid) order by line, position, share)
    from transactions.applied_reliefs
    where person_id = transaction.person_id and transaction_id = transaction.id
  ), '[]') as applied,
  (
    select content -> 'takes'
    from transactions.acts
    where person_id = transaction.person_id and transaction_id = transaction.id and sequence = 0
  ) as takes,
  (
    select json_agg(json_build_object('sequence', sequence, 'kind', kind, 'at', at,
      'terminalAt', terminal_at, 'late', late, 'refundId', client_id,
      'priceCents', price_cents,
      'reliefCents', relief_cents, 'compensationCents', compensation_cents,
      'lines', content -> 'lines', 'whole', content -> 'whole', 'request', content -> 'request',
      'answer', content -> 'answer', 'cashier', content -> 'cashier', 'proof', proof)
      order by sequence)
    from transactions.acts
    where person_id = transaction.person_id and transaction_id = transaction.id
  ) as acts`;

const BY_CLIENT_ID = `
select client.ids_id is not null as marked, ${TRANSACTION}
from transactions.client_ids client
left join transactions.transactions transaction
  on transaction.person_id = client.person_id and transaction.id = client.transaction_id
where client.ids_id = $1::uuid and client.client_id = $2::text`;

/** Found by the client's own id: a transaction, or the mark of a cancel that came first. */
export async function findByClientId(
  db: Database,
  key: { idsId: string; clientId: string },
): Promise<StoredTransaction | 'cancelled-before' | undefined> {
  const [row] = await db.query<StoredTransaction & { id: string | null }>({
    name: 'find-transaction-by-client-id',
    text: BY_CLIENT_ID,
    values: [key.idsId, key.clientId],
  });
  if (!row) return undefined;
  return row.id === null ? 'cancelled-before' : row;
}

const DUE = `
select ${TRANSACTION}
from transactions.open_authorisations opened
join transactions.transactions transaction
  on transaction.person_id = opened.person_id and transaction.id = opened.transaction_id
where opened.expires_at <= $1::timestamptz
order by opened.expires_at
limit $2::integer`;

/** Authorised transactions whose time is over, the oldest first. */
export async function listDue(
  db: Database,
  due: { now: Date; atMost: number },
): Promise<StoredTransaction[]> {
  return await db.query<StoredTransaction>(DUE, [due.now, due.atMost]);
}

const OF_PERSON = `
select ${TRANSACTION}
from transactions.transactions transaction
where transaction.person_id = $1::uuid and transaction.id = $2::uuid`;

/** A person's own transaction. */
export async function findOwn(
  db: Database,
  key: { personId: string; id: string },
): Promise<StoredTransaction | undefined> {
  const [row] = await db.query<StoredTransaction>(OF_PERSON, [key.personId, key.id]);
  return row;
}
