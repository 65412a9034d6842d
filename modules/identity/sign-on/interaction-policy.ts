import { interactionPolicy, type ProviderContext } from 'oidc-provider';
import { machineClock } from '../../../platform/clock/clock.ts';
import { OFFICIALS_ONLY } from '../login-means/own-providers.ts';
import {
  ASSURANCE_LEVELS,
  type AssuranceLevel,
  isAtLeast,
  levelOfAcr,
  strongerOf,
  weakestOf,
} from './assurance-level.ts';
import { CAPACITY } from './capacity.ts';
import { WEB_CLIENT_ID } from './own-client.ts';

/** However much it is used, a login holds for so long. */
export const SESSION_WHOLE_S = 8 * 3_600;

/** It opens client after client, as long as one follows the other within so long. */
const SESSION_IDLE_S = 30 * 60;

/** What a request demands of the login: how strong it is, and by which means. */
export interface Demand {
  level: AssuranceLevel;
  /** Codes; null stands for all. */
  means: readonly string[] | null;
  /** Whether it is the platform's own web app, where officials work. */
  isOwn: boolean;
}

/** The client's own demand, raised by what the request asks for; a request can never lower it. */
export function demandOf(
  metadata: Record<string, unknown>,
  params: Readonly<Record<string, string | undefined>>,
): Demand {
  const least = ASSURANCE_LEVELS.find((level) => level === metadata.minimum_level) ?? 'high';
  const asked = [...(params.acr_values?.split(' ') ?? []), ...acrsOfClaims(params.claims)];
  const levels = asked.map(levelOfAcr).filter((level) => level !== undefined);
  const weakest = weakestOf(levels);
  const means = Array.isArray(metadata.login_means) ? metadata.login_means : null;
  const isOwn = metadata.client_id === WEB_CLIENT_ID;
  return { level: weakest ? strongerOf(least, weakest) : least, means, isOwn };
}

function acrsOfClaims(claims: string | undefined): string[] {
  if (claims === undefined) return [];
  const acr = JSON.parse(claims)?.id_token?.acr ?? {};
  return [acr.value, ...(Array.isArray(acr.values) ? acr.values : [])].filter(
    (value) => typeof value === 'string',
  );
}

/** Whether a login that has been made fulfils a demand. */
export function fulfils(login: { acr?: string; amr?: string[] }, demand: Demand): boolean {
  // What an institution says of its officials is nobody else's proof of who they are.
  const isOpen = demand.isOwn || !login.amr?.includes(OFFICIALS_ONLY);
  const means =
    demand.means === null ? isOpen : demand.means.some((code) => login.amr?.includes(code));
  return means && isAtLeast(levelOfAcr(login.acr), demand.level);
}

/**
 * When a person is asked for something: to log in, when nobody is or the login is too weak for the
 * client; to consent, when the client asks for that. A login that suffices is never asked for again.
 */
export function makePolicy() {
  const policy = interactionPolicy.base();
  const login = policy.get('login');
  // A stronger level than the one that is named is as good: `demandOf` reads these.
  login?.checks.remove('essential_acrs');
  login?.checks.remove('essential_acr');
  login?.checks.add(
    new interactionPolicy.Check(
      'login_insufficient',
      'a stronger login, or one by another means, is needed',
      ({ oidc }: ProviderContext) => {
        if (!oidc.session.accountId) return false;
        return !fulfils(oidc.session, demandOf(oidc.client.metadata(), oidc.params));
      },
    ),
  );
  login?.checks.add(
    new interactionPolicy.Check(
      'login_too_old',
      'the login has reached its end',
      ({ oidc: { session, result } }: ProviderContext) =>
        session.accountId !== undefined &&
        !result?.login &&
        (session.past(SESSION_WHOLE_S) || isIdle(session)),
    ),
  );
  const consent = policy.get('consent');
  for (const reason of ['native_client_prompt', 'op_scopes_missing', 'op_claims_missing']) {
    consent?.checks.remove(reason);
  }
  for (const reason of ['rs_scopes_missing', 'rar_prompt']) consent?.checks.remove(reason);
  policy.add(
    new interactionPolicy.Prompt(
      { name: CAPACITY, requestable: false },
      new interactionPolicy.Check(
        'capacity_missing',
        'the person has not said for whom they act',
        ({ oidc }: ProviderContext) =>
          oidc.requestParamOIDCScopes.has(CAPACITY) && oidc.result?.capacity === undefined,
      ),
    ),
  );
  return policy;
}

/** A session expires so long after it was last used: so its end tells when that was. */
function isIdle({ exp }: { exp?: number }): boolean {
  if (exp === undefined) return false;
  const usedAt = exp - SESSION_WHOLE_S;
  return machineClock.now().getTime() / 1_000 > usedAt + SESSION_IDLE_S;
}
