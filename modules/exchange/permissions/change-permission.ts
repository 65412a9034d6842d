import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { nameOf, sideOf } from './acting.ts';
import type { Permission } from './permission.ts';
import type { EventKind, Side } from './permission-event.ts';
import { insertEvent } from './sql/insert-event.ts';
import { lockPermission } from './sql/lock-permission.ts';
import { selectPermissions } from './sql/select-permissions.ts';
import { updatePermission } from './sql/update-permission.ts';

export interface Became {
  permission: Permission;
  kind: EventKind;
  text?: string;
  content?: Record<string, unknown>;
}

/** A permission for one of its parties. Refuses with `permission-unknown`. */
export async function getPermission(
  context: Context,
  number: string,
): Promise<{ permission: Permission; side: Exclude<Side, 'platform'> }> {
  const [permission] = await selectPermissions(context.db, {
    ...{ number, limit: 1, now: context.clock.now() },
  });
  if (!permission) throw new Refusal('permission-unknown');
  return { permission, side: sideOf(context, permission) };
}

/**
 * One change of a permission by one of its parties, in a transaction in which nobody else changes it:
 * the permission, its event and the audit's record are written together. Answers what became of it.
 */
export async function changePermission(
  context: Context,
  number: string,
  work: (
    found: { permission: Permission; side: Exclude<Side, 'platform'> },
    context: Context,
  ) => Promise<Became> | Became,
): Promise<Permission> {
  return await context.db.transaction(async (db) => {
    await lockPermission(db, number);
    const inside = { ...context, db };
    const found = await getPermission(inside, number);
    const became = await work(found, inside);
    await updatePermission(db, became.permission);
    await noteEvent(inside, became, found.side);
    return became.permission;
  });
}

/** Writes an event of a permission, with its record of the audit. */
export async function noteEvent(
  context: Context & { db: Database },
  { permission, kind, text, content = {} }: Became,
  side: Side,
): Promise<void> {
  const { actor } = context;
  await insertEvent(context.db, {
    ...{ id: context.ids.next(), permissionId: permission.id, kind, side },
    occurredAt: context.clock.now(),
    actorKind: actor.kind,
    actorId: nameOf(actor).split(':')[1] ?? null,
    text: text ?? null,
    content,
  });
  await writeAudit(context.db, [
    makeAuditRecord(context, {
      act: 'exchange.change-permission',
      organisationId: permission.source.id,
      content: { permission: permission.number, became: kind, ...content },
    }),
  ]);
}
