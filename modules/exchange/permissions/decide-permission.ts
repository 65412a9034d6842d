import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { Version } from '../version.ts';
import { decidesAfter, demandDeciding, nameOf } from './acting.ts';
import { versionsOf } from './apply-for-permission.ts';
import { type Became, changePermission } from './change-permission.ts';
import { checkTerms } from './check-terms.ts';
import { grantFields, grantsPersonal } from './granted-fields.ts';
import type { DecidedState, Permission } from './permission.ts';
import type { EventKind } from './permission-event.ts';
import { replaceSlots } from './sql/replace-slots.ts';
import { updateGranted } from './sql/update-granted.ts';

/**
 * Grants what was applied for, by the source or the operator. Where fields are personal or a use has a
 * price, the first who grants agrees, and it is granted when a reviewer who is another does so too.
 * The fields are those that stand there now. Refuses with `permission-unknown`,
 * `permission-not-yours-to-decide`, `permission-state-wrong`, like `decidesAfter` and `checkTerms`.
 */
export async function grantPermission(context: Context, number: string): Promise<Permission> {
  return await changePermission(context, number, async ({ permission, side }, inside) => {
    demandDeciding(side);
    const { state, agreedBy } = permission;
    if (state !== 'applied' && state !== 'agreed') {
      throw new Refusal('permission-state-wrong', { state });
    }
    const numbers = permission.versions.map(({ version }) => version);
    const versions = await versionsOf(inside, permission.dataSet, numbers);
    checkTerms(
      context,
      versions.map(({ definition }) => definition),
      permission,
    );
    const needsTwo = needsFourEyes(permission, versions);
    if (decidesAfter(context, { needsTwo, firstBy: agreedBy }) === 'waits') {
      const agreed = { ...permission, state: 'agreed' as const, agreedBy: nameOf(context.actor) };
      return { permission: agreed, kind: 'agreed' };
    }
    for (const { id: versionId, definition } of versions) {
      const { granted } = grantFields(definition, permission.fields);
      await updateGranted(inside.db, { permissionId: permission.id, versionId, granted });
    }
    await replaceSlots(inside, permission);
    return { permission: { ...permission, state: 'granted', agreedBy: null }, kind: 'granted' };
  });
}

/** Money and personal data are given by two. */
export function needsFourEyes(
  { priceCents, fields }: Pick<Permission, 'priceCents' | 'fields'>,
  versions: readonly Version[],
): boolean {
  if (priceCents > 0) return true;
  return versions.some(({ definition }) =>
    grantsPersonal(definition, grantFields(definition, fields).granted),
  );
}

interface Step {
  from: readonly DecidedState[];
  to: DecidedState;
  kind: EventKind;
  /** The holder may do it too. */
  byHolder?: true;
}

const STEPS = {
  refuse: { from: ['applied', 'agreed'], to: 'refused', kind: 'refused' },
  suspend: { from: ['granted'], to: 'suspended', kind: 'suspended' },
  resume: { from: ['suspended'], to: 'granted', kind: 'resumed' },
  withdraw: {
    from: ['applied', 'agreed', 'granted', 'suspended'],
    ...{ to: 'withdrawn', kind: 'withdrawn', byHolder: true },
  },
} as const satisfies Record<string, Step>;

export type PermissionStep = keyof typeof STEPS;

/**
 * Refuses, suspends, resumes or withdraws a permission, and says why: the source, or the operator for it;
 * the holder may withdraw, which gives it up. Refuses with `permission-unknown`,
 * `permission-not-yours-to-decide` and `permission-state-wrong`.
 */
export async function stepPermission(
  context: Context,
  { number, step, reason }: { number: string; step: PermissionStep; reason: string },
): Promise<Permission> {
  const { from, to, kind, byHolder }: Step = STEPS[step];
  return await changePermission(context, number, ({ permission, side }): Became => {
    if (!byHolder) demandDeciding(side);
    const { state } = permission;
    if (!from.includes(state)) throw new Refusal('permission-state-wrong', { state });
    const changed = { ...permission, state: to, agreedBy: null, proposed: null };
    return { permission: changed, kind, text: reason };
  });
}
