import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { demandOperator } from '../permitted.ts';
import { upsertRemote } from './sql/upsert-remote.ts';

/**
 * Names another installation, so that virtual data sets can read from it: the address of its exchange,
 * and an access key of ours there, which is kept encrypted. For the operator alone: institutions write
 * texts that name it, and choose neither where this server goes nor with what key. Again: renews it.
 * Refuses with `remote-unfit`.
 */
export async function nameRemote(
  context: Context,
  { name, url, keyText }: { name: string; url: string; keyText: string },
): Promise<void> {
  demandOperator(context);
  const address = URL.parse(url);
  if (
    !address ||
    !/^https?:$/.test(address.protocol) ||
    !/\/exchange\/v1$/.test(address.pathname)
  ) {
    throw new Refusal('remote-unfit');
  }
  const { db, keys, clock } = context;
  await db.transaction(async (inside) => {
    const sealedKey = keys.encrypt(keyText);
    const remote = { name, url: `${address.origin}${address.pathname}`, sealedKey };
    await upsertRemote(inside, { ...remote, renewedAt: clock.now() });
    await writeAudit(inside, [
      makeAuditRecord(context, {
        act: 'exchange.name-remote',
        content: { remote: name, url: remote.url },
      }),
    ]);
  });
}
