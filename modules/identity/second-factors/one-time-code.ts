import { Secret, TOTP } from 'otpauth';

const SEED_BYTES = 20;
const STEP_S = 30;
/** A telephone's clock may be a step behind or ahead. */
const STEPS_ASIDE = 1;

/** A new seed of one-time codes (RFC 6238), in base 32. */
export function makeSeed(): string {
  return new Secret({ size: SEED_BYTES }).base32;
}

/** The address by which a program on a telephone takes the seed in, as a QR code or typed. */
export function seedAddress(seed: string, account: string): string {
  return totpOf(seed, account).toString();
}

/** The step of time that a code is of, if it is one of now; each step counts once, which the caller sees to. */
export function stepOfCode(seed: string, code: string, now: Date): number | undefined {
  if (!/^\d{6}$/.test(code)) return undefined;
  const timestamp = now.getTime();
  const aside = totpOf(seed).validate({ token: code, timestamp, window: STEPS_ASIDE });
  return aside === null ? undefined : Math.floor(timestamp / 1_000 / STEP_S) + aside;
}

/** SHA-1, six digits, thirty seconds: what every program on a telephone knows. */
function totpOf(seed: string, label = 'Koplieta'): TOTP {
  const secret = Secret.fromBase32(seed);
  return new TOTP({ issuer: 'Koplieta', label, secret, period: STEP_S, digits: 6 });
}
