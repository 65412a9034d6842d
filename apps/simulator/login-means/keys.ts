import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { makeCertificate } from './certificate.ts';

const DAY_MS = 86_400_000;

export function makeKeys() {
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

/** A certificate of an authority, or of who signs for themselves, as DER; for years. */
export function certify(
  subject: { commonName: string },
  publicKey: KeyObject,
  issuer: { commonName: string },
  issuerKey: KeyObject,
): Buffer {
  const times = daysFromNow(-2, 4_000);
  return makeCertificate({ subject, publicKey, issuer, issuerKey, authority: true, ...times });
}

export function daysFromNow(from: number, to: number): { from: Date; to: Date } {
  const now = Date.now();
  return { from: new Date(now + from * DAY_MS), to: new Date(now + to * DAY_MS) };
}
