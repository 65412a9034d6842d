import type { FastifyRequest } from 'fastify';
import { hasRole } from '../asking.ts';
import { type Actor, type Context, contextOf } from '../context.ts';
import { Refusal } from '../errors/refusal.ts';
import type { Authenticator, MachineScope, Permission } from './http-app.ts';

const PUBLIC: Actor = { kind: 'public' };

/** What machines are asked about now and then: not transactions, records and mailboxes. */
const RARE_SCOPES: readonly (MachineScope | undefined)[] = ['catalogue', 'administer', 'keys'];

/** Puts the context on a request: who is asking is found out, and must be who the route is for. */
export async function authoriseRequest(
  request: FastifyRequest,
  base: Context,
  authenticators: readonly Authenticator[],
): Promise<void> {
  const { log, id: requestId, ip: from } = request;
  const own = { ...base, log: log as Context['log'], requestId, from };
  request.context = { ...own, actor: PUBLIC };
  if (request.is404) return;
  const { permission, act, roles = [], scope } = request.routeOptions.config;
  if (permission === 'public') return;
  const actor = await authenticate(request, request.context, authenticators);
  if (!actor) throw new Refusal('not-signed-in');
  request.context = contextOf(own, actor, { isRare: RARE_SCOPES.includes(scope) });
  if (![permission].flat().includes(actor.kind as Permission)) throw new Refusal('not-allowed');
  if (actor.kind === 'ids' && actor.cashier && !roles.includes('cashier')) {
    throw new Refusal('not-allowed');
  }
  if (actor.kind === 'official' && !hasRole(actor, roles)) {
    throw new Refusal('official-role-missing', { roles });
  }
  const acts = actsOf(actor);
  if (acts && !(act && acts.includes(act))) throw new Refusal('mandate-not-for-this');
}

/** What somebody who acts for another may do; undefined: they act for nobody else. */
function actsOf(actor: Actor): readonly string[] | undefined {
  if (actor.kind === 'representative') return actor.acts;
  return actor.kind === 'recipient' ? actor.acting?.acts : undefined;
}

async function authenticate(
  request: FastifyRequest,
  base: Context,
  authenticators: readonly Authenticator[],
): Promise<Actor | undefined> {
  for (const authenticator of authenticators) {
    const actor = await authenticator(request, base);
    if (actor) return actor;
  }
  return undefined;
}
