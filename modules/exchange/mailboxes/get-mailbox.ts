import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { demandSystem } from '../permitted.ts';
import type { Mailbox } from './mailbox.ts';
import { lockMailbox } from './sql/lock-mailbox.ts';
import { selectMailbox } from './sql/select-mailbox.ts';
import { selectMailboxes } from './sql/select-mailboxes.ts';

/**
 * A mailbox for its own information system, or for the operator. That others have one, nobody learns.
 * Refuses with `mailbox-unknown`.
 */
export async function getMailbox(context: Context, id: string): Promise<Mailbox> {
  demandSystem(context);
  const mailbox = await selectMailbox(context.db, id);
  const { actor } = context;
  const isForeign = actor.kind === 'information-system' && mailbox?.systemId !== actor.systemId;
  if (!mailbox || isForeign) throw new Refusal('mailbox-unknown');
  return mailbox;
}

/** Like `getMailbox`, and holds it until the end of the transaction. */
export async function holdMailbox(context: Context, id: string): Promise<Mailbox> {
  demandSystem(context);
  await lockMailbox(context.db, id);
  return await getMailbox(context, id);
}

/** Refuses the operator too: what is in a mailbox is read by its own system alone. */
export function demandOwner({ actor }: Pick<Context, 'actor'>): void {
  if (actor.kind !== 'information-system') throw new Refusal('not-allowed');
}

/** The mailboxes of the information system that asks; for the operator those of all. */
export async function listMailboxes(
  context: Context,
  { after, limit }: { after: string | null; limit: number },
): Promise<Mailbox[]> {
  demandSystem(context);
  const { actor } = context;
  const systemId = actor.kind === 'information-system' ? actor.systemId : null;
  return await selectMailboxes(context.db, { systemId, after, limit });
}
