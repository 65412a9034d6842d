import { type Logger, pino } from 'pino';

/** Structured log. Secrets and personal data never go in: see the redaction list of `create-log.ts`. */
export type Log = Logger;

/** Says nothing: for tests, and for commands whose output is something else. */
export const silentLog: Log = pino({ level: 'silent' });
