import { askingWithRole } from '../../../platform/asking.ts';
import type { Context } from '../../../platform/context.ts';

/** Who says who has which role: an official, of one organisation, or the operator, of all. */
export interface Administering {
  /** Null: the operator. */
  officialId: string | null;
  /** Null: the operator's own officials. */
  organisationId: string | null | 'all';
}

/** The administrator who asks, or the operator. Refuses all others. */
export function administering(context: Pick<Context, 'actor'>): Administering {
  const { kind } = context.actor;
  if (kind === 'operator' || kind === 'system') return { officialId: null, organisationId: 'all' };
  const { officialId, organisation } = askingWithRole(context, ['administrator']);
  return { officialId, organisationId: organisation?.id ?? null };
}
