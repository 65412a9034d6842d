import type { Actor, Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';

export type IdsActor = Extract<Actor, { kind: 'ids' }>;

/** The IDS that asks. Every use case of the IDS API sees what is this one's, and nothing else. */
export function askingIds(context: Context): IdsActor {
  if (context.actor.kind !== 'ids') throw new Refusal('not-allowed');
  return context.actor;
}

/** The person who asks. */
export function askingPerson(context: Context): string {
  if (context.actor.kind !== 'recipient') throw new Refusal('not-allowed');
  return context.actor.personId;
}
