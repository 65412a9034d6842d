import 'reflect-metadata';
import { Pkcs10CertificateRequestGenerator } from '@peculiar/x509';

const ALGORITHMS = {
  'P-256': { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' },
  'P-521': { name: 'ECDSA', namedCurve: 'P-521', hash: 'SHA-512' },
  Ed25519: { name: 'Ed25519' },
} as const;

/** A certificate request as a machine makes it, with a new key, which is lost. */
export async function makeCertificateRequest(
  curve: keyof typeof ALGORITHMS,
  name = 'CN=whatever it says',
): Promise<string> {
  const signingAlgorithm = ALGORITHMS[curve];
  const keys = await crypto.subtle.generateKey(signingAlgorithm, true, ['sign', 'verify']);
  const request = await Pkcs10CertificateRequestGenerator.create({
    ...{ name, signingAlgorithm, keys: keys as CryptoKeyPair },
  });
  return request.toString('pem');
}
