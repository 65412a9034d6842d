import 'reflect-metadata';
import { createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import {
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  type PublicKey,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type { Keyring } from '../../../platform/keys/keyring.ts';

const ED25519 = { name: 'Ed25519' };
const SERIAL_BYTES = 16;
const DAY_MS = 86_400_000;
const CERTIFICATE_DAYS = 90;
/** A machine whose clock is a little behind must not find its certificate unborn. */
const SKEW_MS = 5 * 60_000;
const AUTHORITY_FROM = new Date('2026-01-01T00:00:00Z');
const AUTHORITY_UNTIL = new Date('2056-01-01T00:00:00Z');

/**
 * The authority of an installation that issues certificates to machines (RFC 5280). Its key is derived
 * from the installation's secret, so that every server has it and none keeps it.
 */
export interface MachineAuthority {
  /** Its own certificate, PEM: what a proxy is given to trust. */
  certificate: string;
  publicKey: KeyObject;
}

/** The authority of the installation that a keyring is of. */
export async function readMachineAuthority(
  keys: Pick<Keyring, 'machineAuthorityKey' | 'hash'>,
): Promise<MachineAuthority> {
  const publicKey = createPublicKey(keys.machineAuthorityKey);
  const certificate = await X509CertificateGenerator.create({
    serialNumber: '01',
    ...{ subject: nameOf(keys), issuer: nameOf(keys) },
    ...{ notBefore: AUTHORITY_FROM, notAfter: AUTHORITY_UNTIL },
    ...{ signingAlgorithm: ED25519, signingKey: await toWebKey(keys.machineAuthorityKey, 'sign') },
    publicKey: await toWebKey(publicKey, 'verify'),
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign, true),
    ],
  });
  return { certificate: certificate.toString('pem'), publicKey };
}

export interface IssuedCertificate {
  /** PEM. */
  certificate: string;
  serial: string;
  notAfter: Date;
}

/** Issues a certificate of 90 days to a machine, in the name of its client, for proving itself alone. */
export async function issueCertificate(
  keys: Pick<Keyring, 'machineAuthorityKey' | 'hash'>,
  { clientId, publicKey, now }: { clientId: string; publicKey: PublicKey; now: Date },
): Promise<IssuedCertificate> {
  const notAfter = new Date(now.getTime() + CERTIFICATE_DAYS * DAY_MS);
  // A serial number is positive: its first bit is not set.
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(SERIAL_BYTES)]).toString('hex');
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serial,
    ...{ subject: `CN=${clientId}`, issuer: nameOf(keys) },
    ...{ notBefore: new Date(now.getTime() - SKEW_MS), notAfter },
    ...{ signingAlgorithm: ED25519, signingKey: await toWebKey(keys.machineAuthorityKey, 'sign') },
    publicKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
    ],
  });
  return { certificate: certificate.toString('pem'), serial, notAfter: certificate.notAfter };
}

/** Installations are told apart, so that a proxy before two of them cannot take one for the other. */
function nameOf({ hash }: Pick<Keyring, 'hash'>): string {
  return `CN=Koplieta machines ${hash('installation', 'machine-authority').toString('hex', 0, 8)}`;
}

async function toWebKey(key: KeyObject, use: 'sign' | 'verify'): Promise<CryptoKey> {
  return await crypto.subtle.importKey(
    'jwk',
    key.export({ format: 'jwk' }) as JsonWebKey,
    ...([ED25519, use === 'verify', [use]] as const),
  );
}
