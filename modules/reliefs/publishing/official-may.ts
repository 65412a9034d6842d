import { askingOfficial } from '../../../platform/asking.ts';
import type { Context, OfficialActor, OfficialRole } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';

/** The official who asks, with one of the roles. Refuses `official-role-missing` and others. */
export function askingWithRole(
  context: Pick<Context, 'actor'>,
  roles: readonly OfficialRole[],
): OfficialActor {
  const official = askingOfficial(context);
  if (!roles.some((role) => official.roles.includes(role))) {
    throw new Refusal('official-role-missing', { roles });
  }
  return official;
}

/** An official of a grantor handles only what this grantor alone pays for; the operator's, all. */
export function requireOwnPayers(
  { organisation }: OfficialActor,
  payers: readonly string[] | null,
): void {
  if (organisation === null || payers?.every((payer) => payer === organisation.code)) return;
  throw new Refusal('relief-of-another-grantor', { grantor: organisation.code });
}
