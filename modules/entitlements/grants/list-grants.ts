import { askingWithRole } from '../../../platform/asking.ts';
import { writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { makeLookRecord } from '../../persons/index.ts';
import type { Grant, GrantStatus } from './grant.ts';
import { lockGrant } from './sql/lock-grant.ts';
import { type GrantRow, selectGrants } from './sql/select-grants.ts';

/** A page of grants, the newest first. */
export const GRANTS_PAGE = 100;

/**
 * The grants of the asking official's organisation, or of all for one of the operator, a page at a
 * time; each is noted as a reading of what is kept about its person.
 */
export async function listGrants(
  context: Context,
  { status, before }: { status?: GrantStatus | undefined; before?: string | undefined } = {},
): Promise<Grant[]> {
  const { organisation } = askingWithRole(context, ['editor', 'reviewer']);
  const filter = { organisationId: organisation?.id, status, before, limit: GRANTS_PAGE };
  const grants = (await selectGrants(context.db, filter)).map((row) => grantOf(context, row));
  const records = grants.map(({ id, personId }) =>
    makeLookRecord(context, {
      act: 'entitlements.read-grant',
      personId,
      content: { grant: id },
    }),
  );
  await writeAudit(context.db, records);
  return grants;
}

/**
 * One grant of the asking official's organisation, for an act on it: locked until the transaction
 * ends, and in one of the statuses. Refuses `grant-unknown` and `grant-not-open`.
 */
export async function getGrantToDecide(
  context: Context,
  id: string,
  statuses: readonly GrantStatus[],
): Promise<Grant> {
  const { organisation } = askingWithRole(context, ['editor', 'reviewer']);
  await lockGrant(context.db, id);
  const filter = { id, organisationId: organisation?.id, limit: 1 };
  const [row] = await selectGrants(context.db, filter);
  if (!row) throw new Refusal('grant-unknown');
  if (!statuses.includes(row.status)) throw new Refusal('grant-not-open', { status: row.status });
  return grantOf(context, row);
}

function grantOf({ keys }: Context, row: GrantRow): Grant {
  const { reasonEncrypted, refusalEncrypted, proposedBy, proposedAt, decidedBy, decidedAt } = row;
  const { withdrawnBy, withdrawnAt, withdrawnOn, ...same } = row;
  const { id, personId, reliefId, relief, grantorId, grantor, from, to, status } = same;
  const withdrawn = actOf(withdrawnBy, withdrawnAt);
  return {
    ...{ id, personId, reliefId, relief, grantorId, grantor, from, to, status },
    reason: keys.decrypt(reasonEncrypted),
    proposed: actOf(proposedBy, proposedAt),
    decided: actOf(decidedBy, decidedAt),
    withdrawn: withdrawn && withdrawnOn !== null ? { ...withdrawn, on: withdrawnOn } : null,
    refusal: refusalEncrypted && keys.decrypt(refusalEncrypted),
  };
}

function actOf(by: string | null, at: Date | null): { by: string; at: Date } | null {
  return by !== null && at !== null ? { by, at } : null;
}
