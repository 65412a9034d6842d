import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { decidesAfter, nameOf } from './acting.ts';
import { versionsOf } from './apply-for-permission.ts';
import { changePermission } from './change-permission.ts';
import { needsFourEyes } from './decide-permission.ts';
import type { Permission } from './permission.ts';
import { replaceSlots } from './sql/replace-slots.ts';
import type { Prolongation } from './terms.ts';

/**
 * Lets a permission hold longer, also one that has expired, with more uses when that is said. What the
 * holder asks waits for the source; where two must decide, what the source says waits for its reviewer, who
 * says the same. Refuses with `permission-unknown`, `permission-state-wrong`,
 * `permission-terms-wrong` and like `decidesAfter`.
 */
export async function prolongPermission(
  context: Context,
  { number, ...asked }: Prolongation & { number: string },
): Promise<Permission> {
  return await changePermission(context, number, async ({ permission, side }, inside) => {
    const { state, quotaPeriod } = permission;
    if (state !== 'granted') throw new Refusal('permission-state-wrong', { state });
    const { validUntil, quota = permission.quota } = asked;
    const isLater =
      validUntil >= permission.validUntil && validUntil >= rigaDay(context.clock.now());
    if (!isLater || (quota !== null && quota < permission.usedInPeriod)) {
      throw new Refusal('permission-terms-wrong', { daysWrong: !isLater });
    }
    const wanted = { validUntil, quota };
    if (side === 'holder' || (await waits(inside, permission, wanted))) {
      const proposed = { ...wanted, by: nameOf(context.actor) };
      return {
        permission: { ...permission, proposed },
        ...{ kind: 'prolongation-proposed', content: { ...wanted, quotaPeriod } },
      };
    }
    const prolonged = { ...permission, ...wanted, proposed: null };
    await replaceSlots(inside, prolonged);
    return { permission: prolonged, kind: 'prolonged', content: { ...wanted, quotaPeriod } };
  });
}

/** Whether somebody else must say the same first, or has. */
async function waits(
  context: Context,
  permission: Permission,
  { validUntil, quota }: { validUntil: string; quota: number | null },
): Promise<boolean> {
  const numbers = permission.versions.map(({ version }) => version);
  const versions = await versionsOf(context, permission.dataSet, numbers);
  const { proposed } = permission;
  const isSame = proposed?.validUntil === validUntil && proposed.quota === quota;
  const needsTwo = needsFourEyes(permission, versions);
  const firstBy = isSame && proposed ? proposed.by : null;
  return decidesAfter(context, { needsTwo, firstBy }) === 'waits';
}
