import type { Context, OfficialRole } from '../../../platform/context.ts';
import { askingFor } from './acting.ts';
import { getPermission } from './change-permission.ts';
import type { Permission } from './permission.ts';
import type { NumberedEvent } from './permission-event.ts';
import { selectEvents } from './sql/select-events.ts';
import { selectPermissions } from './sql/select-permissions.ts';

const EVENTS_MAX = 1_000;

/** In which part an institution asks: what it holds, or what is for its data sets. */
export type Part = 'holder' | 'source';

/**
 * Permissions of who asks, the newest first, after (in this order) a number: those that it holds, or those
 * for its data sets. The operator sees all.
 */
export async function listPermissions(
  context: Context,
  { as, before, limit }: { as: Part; before?: string | undefined; limit: number },
): Promise<Permission[]> {
  return await selectPermissions(context.db, {
    ...partyOf(context, as),
    ...(before === undefined ? {} : { before }),
    ...{ limit, now: context.clock.now() },
  });
}

/** Narrows a question to the permissions of who asks. */
export function partyOf(
  context: Context,
  as: Part,
  roles?: readonly OfficialRole[],
): { holderId?: string; sourceId?: string } {
  const asking = askingFor(context, roles);
  if (asking === 'operator') return {};
  return as === 'holder' ? { holderId: asking.id } : { sourceId: asking.id };
}

/** A permission with all that became of it. Refuses with `permission-unknown`. */
export async function describePermission(
  context: Context,
  number: string,
): Promise<{ permission: Permission; events: NumberedEvent[] }> {
  const { permission } = await getPermission(context, number);
  const asked = { permissionId: permission.id, limit: EVENTS_MAX };
  return { permission, events: await selectEvents(context.db, asked) };
}

/**
 * What happened to the permissions of who asks, the newest first, before an event: applications,
 * messages, decisions, and that one ends soon or has ended.
 */
export async function listNotices(
  context: Context,
  { before, limit }: { before?: string | undefined; limit: number },
): Promise<NumberedEvent[]> {
  const asking = askingFor(context);
  return await selectEvents(context.db, {
    ...(asking === 'operator' ? {} : { partyId: asking.id }),
    ...(before === undefined ? {} : { before }),
    limit,
  });
}
