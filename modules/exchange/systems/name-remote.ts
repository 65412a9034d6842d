import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { listOrganisations } from '../../persons/index.ts';
import { demandOperator } from '../permitted.ts';
import { upsertRemote } from './sql/upsert-remote.ts';

interface NamedRemote {
  name: string;
  url: string;
  keyText: string;
  /** Codes of those whose virtual data sets may read from it. */
  institutions: readonly string[];
}

/**
 * Names another installation, so that virtual data sets of some institutions can read from it: the
 * address of its exchange, and an access key of ours there, which is kept encrypted. For the operator
 * alone: institutions write texts that name it, and choose neither where this server goes nor with what
 * key. Again: renews it, institutions too. Refuses with `remote-unfit` and `institution-unknown`.
 */
export async function nameRemote(
  context: Context,
  { name, url, keyText, institutions }: NamedRemote,
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
    const organisations = await listOrganisations({ db: inside }, institutions);
    const unknown = institutions.find((code) => !organisations.some((one) => one.code === code));
    if (unknown !== undefined) throw new Refusal('institution-unknown', { institution: unknown });
    const organisationIds = organisations.map(({ id }) => id);
    const sealedKey = keys.encrypt(keyText);
    const remote = { name, url: `${address.origin}${address.pathname}`, sealedKey };
    await upsertRemote(inside, { ...remote, organisationIds, renewedAt: clock.now() });
    await writeAudit(inside, [
      makeAuditRecord(context, {
        act: 'exchange.name-remote',
        content: { remote: name, url: remote.url, institutions },
      }),
    ]);
  });
}
