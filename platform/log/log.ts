import type { Logger } from 'pino';

/** Structured log. Secrets and personal data never go in: see the redaction list of `create-log.ts`. */
export type Log = Logger;
