import { hasRole } from '../../../platform/asking.ts';
import {
  type Actor,
  type Context,
  GRANTING_ROLES,
  type OfficialRole,
} from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { Permission } from './permission.ts';
import type { Side } from './permission-event.ts';

type ActingSide = Exclude<Side, 'platform'>;

/** Whose systems and officials ask: of an organisation, or of the operator. Refuses all others. */
export function askingFor(
  { actor }: Pick<Context, 'actor'>,
  roles: readonly OfficialRole[] = GRANTING_ROLES,
): { id: string } | 'operator' {
  if (actor.kind === 'information-system') return { id: actor.organisationId };
  if (actor.kind === 'official' && hasRole(actor, roles)) return actor.organisation ?? 'operator';
  if (actor.kind === 'operator' || actor.kind === 'system') return 'operator';
  throw new Refusal('not-allowed');
}

/** For whom somebody acts on a permission. Whoever has no part in it is told that there is none. */
export function sideOf(
  context: Pick<Context, 'actor'>,
  { holder, source }: Pick<Permission, 'holder' | 'source'>,
): ActingSide {
  const asking = askingFor(context);
  if (asking === 'operator') return 'operator';
  if (asking.id === source.id) return 'source';
  if (asking.id === holder.id) return 'holder';
  throw new Refusal('permission-unknown');
}

/** The source decides, or the operator for it. */
export function demandDeciding(side: ActingSide): void {
  if (side === 'holder') throw new Refusal('permission-not-yours-to-decide');
}

/** Names who acts, so that two who decide can be told apart. */
export function nameOf(actor: Actor): string {
  if (actor.kind === 'official') return `official:${actor.officialId}`;
  if (actor.kind === 'information-system') return `information-system:${actor.systemId}`;
  return 'operator';
}

/**
 * Whether a decision holds, or waits for somebody else: where personal data or money is given, one
 * person decides and an official with the role of a reviewer, who is another, decides again. Refuses
 * `permission-needs-another` and `permission-needs-reviewer`.
 */
export function decidesAfter(
  { actor }: Pick<Context, 'actor'>,
  { needsTwo, firstBy }: { needsTwo: boolean; firstBy: string | null },
): 'decided' | 'waits' {
  if (!needsTwo) return 'decided';
  if (firstBy === null) return 'waits';
  if (firstBy === nameOf(actor)) throw new Refusal('permission-needs-another');
  if (actor.kind !== 'official' || !actor.roles.includes('reviewer')) {
    throw new Refusal('permission-needs-reviewer');
  }
  return 'decided';
}
