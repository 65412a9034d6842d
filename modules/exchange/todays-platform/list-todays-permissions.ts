import type { Context } from '../../../platform/context.ts';
import { listPermissions } from '../permissions/list-permissions.ts';
import { type Permission, permissionState } from '../permissions/permission.ts';
import type { AccessControlTree, TodaysPermission } from './api.ts';

/** Today's call has no pages: who holds more asks for `/exchange/v1/permissions/mine`. */
const LISTED_MAX = 1_000;

/** The permissions in force that who asks holds, in the shape of the present state platform. */
export async function listTodaysPermissions(context: Context): Promise<TodaysPermission[]> {
  const held = await listPermissions(context, { as: 'holder', limit: LISTED_MAX });
  const now = context.clock.now();
  return held.filter((one) => permissionState(one, now) === 'granted').map(show);
}

function show(permission: Permission): TodaysPermission {
  return {
    service_name: permission.dataSet,
    permission_number: permission.number,
    purpose_of_use: permission.purpose.lv,
    // Beside a quota of a month or day, the uses of that one.
    use_count: permission.quota === null ? permission.used : permission.usedInPeriod,
    use_count_quota: permission.quota,
    valid_from: permission.validFrom,
    valid_to: permission.validUntil,
    access_control_tree: treeOf(permission.dataSet, permission.fields),
  };
}

/** Paths as a tree: `waters.hectares` is a part of `waters`. */
function treeOf(name: string, paths: 'all' | readonly string[]): AccessControlTree {
  if (paths === 'all') return { name, read_access: 'full', properties: [] };
  const byName = Map.groupBy(paths, (path) => path.split('.', 1)[0] ?? '');
  const properties = [...byName].map(([inner, of]) =>
    treeOf(inner, of.includes(inner) ? 'all' : of.map((path) => path.slice(inner.length + 1))),
  );
  return { name, read_access: 'partial', properties };
}
