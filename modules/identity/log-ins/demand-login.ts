import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { LoginDemand } from '../../../platform/http/http-app.ts';
import { type AssuranceLevel, isAtLeast } from '../sign-on/assurance-level.ts';

/** An official's session demands this much of the login, when it is chosen and at each request. */
export const OFFICIAL_LOGIN = { level: 'substantial' } as const;

/**
 * Asks to log in anew, in the manner of RFC 9470: who logged in by a weak means, or long ago, may read
 * what they came for, and proves themselves where it matters. Refuses `stronger-login-needed`.
 */
export function demandLogin(
  { clock }: Pick<Context, 'clock'>,
  login: { level: AssuranceLevel; loggedInAt: Date },
  demand: LoginDemand | undefined,
): void {
  if (!demand) return;
  const { level, maxAgeS } = demand;
  const ageMs = clock.now().getTime() - login.loggedInAt.getTime();
  const isFresh = maxAgeS === undefined || ageMs <= maxAgeS * 1_000;
  if (isFresh && isAtLeast(login.level, level)) return;
  throw new Refusal('stronger-login-needed', { level, ...(maxAgeS ? { maxAgeS } : {}) });
}
