import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { listOrganisations } from '../../persons/index.ts';
import { getVersion } from '../data-sets/get-version.ts';
import { stateOf, type Version } from '../version.ts';
import { askingFor } from './acting.ts';
import { changePermission, noteEvent } from './change-permission.ts';
import { checkTerms } from './check-terms.ts';
import type { Permission } from './permission.ts';
import { insertPermission } from './sql/insert-permission.ts';
import { nextPermissionNumber } from './sql/next-permission-number.ts';
import { selectPermissions } from './sql/select-permissions.ts';
import type { Terms } from './terms.ts';

export interface Application {
  dataSet: string;
  versions: readonly number[];
  /** Code of the institution that asks; stated by the operator alone, who asks for it. */
  holder?: string | undefined;
  terms: Terms;
}

/**
 * Applies for a permission: it gets its number, and its source decides. For an institution's systems
 * and officials, and the operator for one. Refuses with `data-set-unknown`, `data-set-retired`,
 * `institution-unknown`, `permission-needless` (of one's own data set) and like `checkTerms`.
 */
export async function applyForPermission(
  context: Context,
  { dataSet, versions: wanted, holder, terms }: Application,
): Promise<Permission> {
  return await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const holderId = await holderOf(inside, holder);
    const versions = await versionsOf(inside, dataSet, wanted);
    const [first] = versions;
    if (!first || first.organisationId === holderId) throw new Refusal('permission-needless');
    checkTerms(
      context,
      versions.map(({ definition }) => definition),
      terms,
    );
    const appliedAt = context.clock.now();
    const number = await nextPermissionNumber(db, Number(rigaDay(appliedAt).slice(0, 4)));
    await insertPermission(db, {
      ...{ id: context.ids.next(), number, dataSetId: first.dataSetId, holderId },
      ...{ versionIds: versions.map(({ id }) => id), terms, appliedAt },
    });
    const [permission] = await selectPermissions(db, { number, limit: 1, now: appliedAt });
    if (!permission) throw new Error('A permission was not written.');
    await noteEvent(inside, { permission, kind: 'applied' }, holder ? 'operator' : 'holder');
    return permission;
  });
}

/**
 * States other terms while nothing is decided: by the holder or the source. Who agreed already agrees
 * anew. Refuses with `permission-unknown`, `permission-state-wrong` and like `checkTerms`.
 */
export async function revisePermission(
  context: Context,
  { number, terms }: { number: string; terms: Terms },
): Promise<Permission> {
  return await changePermission(context, number, async ({ permission }, inside) => {
    if (permission.state !== 'applied' && permission.state !== 'agreed') {
      throw new Refusal('permission-state-wrong', { state: permission.state });
    }
    const numbers = permission.versions.map(({ version }) => version);
    const versions = await versionsOf(inside, permission.dataSet, numbers);
    checkTerms(
      context,
      versions.map(({ definition }) => definition),
      terms,
    );
    const revised = { ...permission, ...terms, state: 'applied' as const, agreedBy: null };
    return { permission: revised, kind: 'revised' };
  });
}

/** The versions of a data set that a permission names, none of them at its end. */
export async function versionsOf(
  context: Context,
  code: string,
  numbers: readonly number[],
): Promise<Version[]> {
  const versions: Version[] = [];
  for (const version of [...new Set(numbers)].sort((a, b) => a - b)) {
    const found = await getVersion(context, { code, version });
    if (stateOf(found, context.clock.now()) === 'retired') throw new Refusal('data-set-retired');
    versions.push(found);
  }
  return versions;
}

async function holderOf(context: Context, code: string | undefined): Promise<string> {
  const asking = askingFor(context);
  if (asking !== 'operator') {
    if (code !== undefined) throw new Refusal('not-allowed');
    return asking.id;
  }
  const [holder] = code === undefined ? [] : await listOrganisations(context, [code]);
  if (!holder) throw new Refusal('institution-unknown', { institution: code });
  return holder.id;
}
