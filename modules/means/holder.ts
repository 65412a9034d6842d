import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';

/** The person who asks about their own means; nobody else may change them here. */
export function holderOf(context: Context): string {
  if (context.actor.kind !== 'recipient') throw new Refusal('not-allowed');
  return context.actor.personId;
}
