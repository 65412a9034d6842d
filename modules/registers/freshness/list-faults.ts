import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Actor, Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { contextOfSystem, type SystemWork } from '../../../platform/system-work.ts';
import { readStateOf } from '../../exchange/index.ts';
import { findVersionOf } from '../following/followed-register.ts';
import type { RecordFault } from '../mapping/meaning.ts';
import { selectFaults } from '../sql/select-faults.ts';
import { selectFollowed } from '../sql/select-followed.ts';

export const LISTING_FAULTS: SystemWork = {
  name: 'registers.list-faults',
  permission: { organisations: 'all', changes: [] },
};

/** A record that means nothing, as who keeps its register reads it. */
export interface ShownFault {
  /** For `after` of the next page. */
  id: string;
  /** The key of the record; empty when it has left meanwhile. */
  key: Record<string, unknown>;
  position: number;
  faults: RecordFault[];
  notedAt: Date;
}

/**
 * Records of a register that have the form of their data set and mean nothing. For the systems of the
 * institution that keeps it, and the operator. Refuses with `not-allowed` and `register-unknown`.
 */
export async function listFaults(
  context: Context,
  register: string,
  { after, limit }: { after: string | null; limit: number },
): Promise<ShownFault[]> {
  const inside = contextOfSystem(context, LISTING_FAULTS);
  const [followed] = await selectFollowed(context.db, register);
  const version = followed && (await findVersionOf(inside, followed));
  if (!mayRead(context.actor, version?.organisationId)) throw new Refusal('not-allowed');
  if (!version) throw new Refusal('register-unknown');
  const rows = await selectFaults(context.db, {
    ...{ register, limit, after: Buffer.from(after ?? '', 'hex') },
  });
  const keyHashes = rows.map(({ keyHash }) => keyHash);
  const records = await readStateOf(inside, { versionId: version.id, keyHashes });
  const held = new Map(records.map(({ keyHash, key }) => [keyHash.toString('hex'), key]));
  await writeAudit(context.db, [
    makeAuditRecord(context, {
      act: 'registers.list-faults',
      organisationId: version.organisationId,
      content: { register, records: rows.length },
    }),
  ]);
  return rows.map(({ keyHash, ...row }) => {
    const id = keyHash.toString('hex');
    const record = held.get(id) ?? {};
    const named = version.definition.key.filter((name) => name in record);
    return { id, key: Object.fromEntries(named.map((name) => [name, record[name]])), ...row };
  });
}

function mayRead(actor: Actor, organisationId: string | undefined): boolean {
  if (actor.kind === 'information-system') {
    return organisationId === undefined || actor.organisationId === organisationId;
  }
  return actor.kind === 'operator' || actor.kind === 'system';
}
