import { askingWithRole } from '../../../platform/asking.ts';
import type { Context, OfficialRole } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';

/** Refuses who is neither an information system, nor the operator, nor an official with one of the roles. */
export function demandKeeper(
  context: Pick<Context, 'actor'>,
  roles: readonly OfficialRole[],
): void {
  const { kind } = context.actor;
  if (kind === 'official') askingWithRole(context, roles);
  else if (!['information-system', 'operator', 'system'].includes(kind)) {
    throw new Refusal('not-allowed');
  }
}
