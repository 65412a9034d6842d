import type { Grant, ProviderContext } from 'oidc-provider';
import type { Context } from '../../../platform/context.ts';
import { setLogInSession } from '../steps/sql/set-log-in-session.ts';
import { sessionHashOf } from './artifact-adapter.ts';
import { keepCapacity } from './capacity.ts';

/**
 * The grant of a person to a client: made without asking, as the operator let the client ask for what
 * it asks for, and the person chose to sign on to it. Kept until they sign out. A log-in that was just
 * made is tied to the session here: it is the first moment at which both are known.
 */
export async function grantOf(
  context: Pick<Context, 'db' | 'keys' | 'clock'>,
  { oidc }: ProviderContext,
): Promise<Grant> {
  const logInId = oidc.result?.login?.logInId;
  if (logInId !== undefined) {
    await setLogInSession(context.db, logInId, sessionHashOf(context.keys, oidc.session.uid));
  }
  const { Grant } = oidc.provider;
  const { clientId } = oidc.client;
  const { capacity } = oidc.result ?? {};
  // A grant is for one capacity: what was granted before was perhaps for another.
  const heldId = capacity ? undefined : oidc.session.grantIdFor(clientId);
  const held = heldId === undefined ? undefined : await Grant.find(heldId);
  if (held && covers(held, oidc)) return held;
  const grant = held ?? new Grant({ accountId: oidc.session.accountId, clientId });
  grant.addOIDCScope([...oidc.requestParamOIDCScopes].join(' '));
  grant.addOIDCClaims([...oidc.requestParamClaims]);
  for (const [resource, { scopes }] of Object.entries(oidc.resourceServers)) {
    grant.addResourceScope(resource, inBoth(scopes, oidc.requestParamScopes).join(' '));
  }
  const grantId = await grant.save();
  const personId = oidc.session.accountId;
  if (capacity && personId) await keepCapacity(context, grantId, { personId, chosen: capacity });
  return grant;
}

function covers(grant: Grant, oidc: ProviderContext['oidc']): boolean {
  const granted = new Set(grant.getOIDCScope().split(' '));
  const claims = new Set(grant.getOIDCClaims());
  return (
    [...oidc.requestParamOIDCScopes].every((scope) => granted.has(scope)) &&
    [...oidc.requestParamClaims].every((claim) => claims.has(claim)) &&
    Object.entries(oidc.resourceServers).every(([resource, { scopes }]) => {
      const ofResource = new Set(grant.getResourceScope(resource).split(' '));
      return inBoth(scopes, oidc.requestParamScopes).every((scope) => ofResource.has(scope));
    })
  );
}

function inBoth(one: ReadonlySet<string>, other: ReadonlySet<string>): string[] {
  return [...one].filter((scope) => other.has(scope));
}
