import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const SECRET_PREFIX = 'whsec_';
const SECRET_BYTES = 32;

/** A new secret of a webhook, in the form of Standard Webhooks. */
export function makeWebhookSecret(): string {
  return SECRET_PREFIX + randomBytes(SECRET_BYTES).toString('base64');
}

export interface Signed {
  /** The same for every attempt of one page. */
  id: string;
  /** Seconds since 1970. */
  timestamp: number;
  body: string;
}

/**
 * The headers of one attempt (Standard Webhooks 1.0): HMAC-SHA-256 over `id.timestamp.body`, one
 * signature for each secret that holds, so that a receiver may change over without a pause.
 */
export function signatureHeaders(
  signed: Signed,
  secrets: readonly string[],
): Record<'webhook-id' | 'webhook-timestamp' | 'webhook-signature', string> {
  return {
    'webhook-id': signed.id,
    'webhook-timestamp': String(signed.timestamp),
    'webhook-signature': secrets.map((secret) => `v1,${signatureOf(signed, secret)}`).join(' '),
  };
}

function signatureOf({ id, timestamp, body }: Signed, secret: string): string {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  return createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
}

/** Whether one of the signatures is that of the secret: what a receiver does. */
export function isSignedBy(signed: Signed, signatures: string, secret: string): boolean {
  const wanted = Buffer.from(`v1,${signatureOf(signed, secret)}`);
  return signatures.split(' ').some((text) => {
    const given = Buffer.from(text);
    return given.length === wanted.length && timingSafeEqual(given, wanted);
  });
}
