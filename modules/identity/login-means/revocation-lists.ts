import 'reflect-metadata';
import { type X509Certificate, X509Crl } from '@peculiar/x509';

export type Revocation = 'good' | 'revoked' | 'unknown';

const TIMEOUT_MS = 10_000;
const BYTES_MAX = 20_000_000;
/** A list is asked for anew when it is older. Until another comes, it counts to its own end. */
const FRESH_MS = 10 * 60_000;
const SKEW_MS = 5 * 60_000;

interface Held {
  list: X509Crl | undefined;
  askedAt: Date;
}

/**
 * Says by the lists at these addresses (CRL, RFC 5280) whether a certificate was revoked; `unknown` when
 * no list of its issuer counts now. A list counts from its `thisUpdate` to its `nextUpdate`, when the
 * issuer signed it. One with critical extensions (a part of a list, or what changed) is not read.
 */
export function revocationLists(
  urls: readonly string[],
): (certificate: X509Certificate, issuer: X509Certificate, now: Date) => Promise<Revocation> {
  const held = new Map<string, Held>();
  const read = async (url: string, now: Date) => {
    const before = held.get(url);
    const isFresh = before?.list && now.getTime() - before.askedAt.getTime() < FRESH_MS;
    if (isFresh) return before.list;
    const list = (await fetchList(url)) ?? before?.list;
    held.set(url, { list, askedAt: now });
    return list;
  };
  return async (certificate, issuer, now) => {
    const lists = await Promise.all(urls.map((url) => read(url, now)));
    let known: Revocation = 'unknown';
    for (const list of lists) {
      if (list?.issuer !== certificate.issuer || !counts(list, now)) continue;
      if (!(await list.verify({ publicKey: issuer }))) continue;
      if (list.findRevoked(certificate.serialNumber)) return 'revoked';
      known = 'good';
    }
    return known;
  };
}

function counts({ thisUpdate, nextUpdate, extensions }: X509Crl, now: Date): boolean {
  const begun = thisUpdate.getTime() <= now.getTime() + SKEW_MS;
  return begun && nextUpdate !== undefined && now < nextUpdate && !extensions.some(isCritical);
}

function isCritical({ critical }: { critical: boolean }): boolean {
  return critical;
}

async function fetchList(url: string): Promise<X509Crl | undefined> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const answer = await fetch(url, { redirect: 'error', signal });
    if (!answer.ok || !answer.body) return undefined;
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of answer.body) {
      length += part.length;
      if (length > BYTES_MAX) return undefined;
      parts.push(part);
    }
    return new X509Crl(Buffer.concat(parts));
  } catch {
    return undefined;
  }
}
