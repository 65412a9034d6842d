import type {
  Context,
  IdsActor,
  OfficialActor,
  OfficialRole,
  RepresentativeActor,
} from './context.ts';
import { Refusal } from './errors/refusal.ts';

/** The IDS that asks: a use case for it sees what is this one's, and nothing else. Refuses others. */
export function askingIds({ actor }: Pick<Context, 'actor'>): IdsActor {
  if (actor.kind !== 'ids') throw new Refusal('not-allowed');
  return actor;
}

/** The id of the person who asks about the own matters. Refuses others. */
export function askingPerson({ actor }: Pick<Context, 'actor'>): string {
  if (actor.kind !== 'recipient') throw new Refusal('not-allowed');
  return actor.personId;
}

/** The official who asks, with one of the roles. Refuses `official-role-missing` and others. */
export function askingWithRole(
  context: Pick<Context, 'actor'>,
  roles: readonly OfficialRole[],
): OfficialActor {
  const { actor } = context;
  if (actor.kind !== 'official') throw new Refusal('not-allowed');
  if (!hasRole(actor, roles)) throw new Refusal('official-role-missing', { roles });
  return actor;
}

/** Whether an official has one of the roles. */
export function hasRole(
  official: Pick<OfficialActor, 'roles'>,
  roles: readonly OfficialRole[],
): boolean {
  return roles.some((role) => official.roles.includes(role));
}

/** The id of the person who asks, and acts for nobody else. Refuses others. */
export function askingOneself({ actor }: Pick<Context, 'actor'>): string {
  const personId = askingPerson({ actor });
  if (actor.kind === 'recipient' && actor.acting) throw new Refusal('mandate-not-for-this');
  return personId;
}

/** Who asks for an organisation, and may do that for it. Refuses `mandate-not-for-this` and others. */
export function askingForOrganisation(
  { actor }: Pick<Context, 'actor'>,
  act: string,
): RepresentativeActor {
  if (actor.kind !== 'representative') throw new Refusal('not-allowed');
  if (!actor.acts.includes(act)) throw new Refusal('mandate-not-for-this');
  return actor;
}

/**
 * The person behind who asks: an official who signed on as one, who acts for an organisation, or who asks
 * for themselves. Refuses others.
 */
export function askingAsPerson({ actor }: Pick<Context, 'actor'>): string {
  if (actor.kind === 'official' && actor.personId) return actor.personId;
  if (actor.kind === 'representative') return actor.personId;
  return askingOneself({ actor });
}
