import 'reflect-metadata';
import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import { machineClock } from '../../../platform/clock/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { issueCertificate, readMachineAuthority } from './certificate-authority.ts';
import { addMachineKey, type MachineKeys } from './machine-keys.ts';

export interface MachineCertificate extends MachineKeys {
  /** PEM. */
  certificate: string;
  /** The certificate of who issued it, PEM. */
  authority: string;
  notAfter: Date;
}

/**
 * Issues a certificate for the key of a request (PKCS #10, RFC 2986), which proves by its signature that
 * the asking IDS or information system has it, and registers the key. Of the request only the key counts:
 * the subject is the machine's own. A new request, with the same key or another, renews it.
 *
 * Refuses `certificate-request-wrong`, and as `addMachineKey` does.
 */
export async function requestCertificate(
  context: Context,
  pem: string,
): Promise<MachineCertificate> {
  const request = await readRequest(pem);
  const key = createPublicKey({
    ...{ key: Buffer.from(request.publicKey.rawData), format: 'der', type: 'spki' },
  });
  const { keys } = context;
  const { certificate: authority } = await readMachineAuthority(keys);
  return await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const held = await addMachineKey(inside, key.export({ format: 'jwk' }) as JsonWebKey);
    const { clientId } = held;
    const { publicKey } = request;
    const now = machineClock.now();
    const { serial, ...issued } = await issueCertificate(keys, { clientId, publicKey, now });
    const content = { client: clientId, serial, notAfter: issued.notAfter.toISOString() };
    await writeAudit(db, [makeAuditRecord(inside, { act: 'identity.issue-certificate', content })]);
    return { ...held, ...issued, authority };
  });
}

async function readRequest(pem: string): Promise<Pkcs10CertificateRequest> {
  const request = parse(pem);
  const isProven = await request?.verify().catch(() => false);
  if (!request || !isProven) throw new Refusal('certificate-request-wrong');
  return request;
}

function parse(pem: string): Pkcs10CertificateRequest | undefined {
  try {
    return new Pkcs10CertificateRequest(pem);
  } catch {
    return undefined;
  }
}
