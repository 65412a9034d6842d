import { X509Certificate } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import { machineClock } from '../../../platform/clock/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { Remembered } from '../../../platform/remembered.ts';
import { readMachineAuthority } from './certificate-authority.ts';
import type { Machine } from './machine.ts';
import type { ReadMachine } from './read-machine.ts';

/** Whose certificate it is, and the thumbprint of its key. */
interface Proven {
  clientId: string;
  keyId: string;
}

const CERTIFICATES_MAX = 10_000;
const CLIENT = /^CN=([a-z][a-z0-9-]{2,60})$/;

export type CheckCertificate = (context: Context, pem: string) => Promise<Machine | undefined>;

/**
 * Makes the check of certificates that `requestCertificate` issued; others are no concern of it. The
 * signature is checked once. The key must still be one of the machine's: taking it away revokes the
 * certificate on every server within five seconds, without a list of revocations.
 */
export function makeCertificateCheck(readMachine: ReadMachine): CheckCertificate {
  const known = new Remembered<Proven>(CERTIFICATES_MAX);
  return async (context, pem) => {
    const nowMs = machineClock.now().getTime();
    let proven = known.get(pem, nowMs);
    // Its key may be younger than what is remembered of the machine.
    const anew = proven === undefined;
    if (!proven) {
      const certificate = readCertificate(pem);
      proven = certificate && (await prove(context, certificate));
      if (!certificate || !proven) return undefined;
      known.set(pem, proven, certificate.validToDate.getTime());
    }
    const { clientId, keyId } = proven;
    const machine = await readMachine(context, clientId, { anew });
    return machine?.keys.some(({ kid }) => kid === keyId) ? machine : undefined;
  };
}

async function prove(
  { keys }: Pick<Context, 'keys'>,
  certificate: X509Certificate,
): Promise<Proven | undefined> {
  const { publicKey } = await readMachineAuthority(keys);
  const now = machineClock.now();
  const holds = certificate.validFromDate <= now && now < certificate.validToDate;
  const [, clientId] = CLIENT.exec(certificate.subject) ?? [];
  if (!holds || certificate.ca || clientId === undefined || !certificate.verify(publicKey)) {
    return undefined;
  }
  const jwk = certificate.publicKey.export({ format: 'jwk' });
  return { clientId, keyId: await calculateJwkThumbprint(jwk as never) };
}

function readCertificate(pem: string): X509Certificate | undefined {
  try {
    return new X509Certificate(decodeURIComponent(pem));
  } catch {
    return undefined;
  }
}
