import { X509Certificate } from 'node:crypto';
import { z } from 'zod';

/** PEM, read when the settings are. */
export const Certificate = z.string().transform((pem, context) => {
  try {
    return new X509Certificate(pem);
  } catch {
    context.addIssue({ code: 'custom', message: 'This is no certificate (PEM).' });
    return z.NEVER;
  }
});

/** Whose certificates count: authorities by themselves, intermediate ones when one of those issued them. */
export interface Trust {
  authorities: readonly X509Certificate[];
  intermediates?: readonly X509Certificate[];
}

/**
 * The way from a person's certificate to an authority, both included (RFC 5280, 6.1, with at most one
 * between); undefined when there is none, or when one of those above is out of time. Whether the
 * certificate itself is in time, `isInTime` says.
 */
export function chainOf(
  certificate: X509Certificate,
  { authorities, intermediates = [] }: Trust,
  now: Date,
): X509Certificate[] | undefined {
  if (certificate.ca) return undefined;
  const issuerOf = (issued: X509Certificate, among: readonly X509Certificate[]) =>
    among.find((one) => one.ca && isInTime(one, now) && isIssuedBy(issued, one));
  const authority = issuerOf(certificate, authorities);
  if (authority) return [certificate, authority];
  const between = issuerOf(certificate, intermediates);
  const above = between && issuerOf(between, authorities);
  return between && above ? [certificate, between, above] : undefined;
}

function isIssuedBy(issued: X509Certificate, issuer: X509Certificate): boolean {
  return issued.checkIssued(issuer) && issued.verify(issuer.publicKey);
}

export function isInTime({ validFromDate, validToDate }: X509Certificate, now: Date): boolean {
  return validFromDate <= now && now < validToDate;
}

/** The Latvian personal code that a certificate states of its subject (ETSI EN 319 412-1, 5.1.3). */
export function personalCodeOf(certificate: X509Certificate): string | undefined {
  const subject = certificate.toLegacyObject().subject as unknown as Record<string, unknown>;
  const { serialNumber } = subject;
  if (typeof serialNumber !== 'string') return undefined;
  return /^PNOLV-(\d{6}-\d{5})$/.exec(serialNumber)?.[1];
}
