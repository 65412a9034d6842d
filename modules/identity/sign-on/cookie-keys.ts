import type { Context } from '../../../platform/context.ts';

const PERIOD_MS = 30 * 86_400_000;

/** Keys that sign cookies: a new one each month, and the one before it for cookies that still live. */
export function cookieKeys({ keys, clock }: Pick<Context, 'keys' | 'clock'>): string[] {
  const period = Math.floor(clock.now().getTime() / PERIOD_MS);
  return [period, period - 1].map((of) =>
    keys.hash('sign-on-cookie', `${of}`).toString('base64url'),
  );
}
