import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';

/** Who fills and reads data sets: institutions' information systems, and the operator. */
export const SYSTEMS = ['information-system', 'operator'] as const;

/**
 * Whether somebody may fill, read and govern what an institution shares: that institution's own
 * systems, and the operator, in person or by a command of the program. Everybody else may not.
 */
export function mayServe({ actor }: Pick<Context, 'actor'>, organisationId: string): boolean {
  if (actor.kind === 'information-system') return actor.organisationId === organisationId;
  return actor.kind === 'operator' || actor.kind === 'system';
}

/** Refuses everybody but the operator, in person or by a command of the program. */
export function demandOperator({ actor }: Pick<Context, 'actor'>): void {
  if (actor.kind !== 'operator' && actor.kind !== 'system') throw new Refusal('not-allowed');
}

/** Refuses those who are neither an information system nor the operator. */
export function demandSystem({ actor }: Pick<Context, 'actor'>): void {
  if (!['information-system', 'operator', 'system'].includes(actor.kind)) {
    throw new Refusal('not-allowed');
  }
}
