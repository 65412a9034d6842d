import { type DestinationStream, pino } from 'pino';
import type { Log } from './log.ts';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

/** Names of fields whose values never reach the log, wherever they stand up to two levels down. */
const SECRET_FIELDS = [
  'authorization',
  'cookie',
  'password',
  'secret',
  'token',
  'accessKey',
  'operatorKey',
  'personalCode',
  'means',
  'meansValue',
  'name',
  'firstName',
  'lastName',
  'body',
  'content',
  'connectionString',
];

const PATHS = SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]);

/** 11 digits with or without the hyphen: a personal code that slipped into a sentence. */
const PERSONAL_CODE = /\b\d{6}-?\d{5}\b/g;
const CREDENTIAL =
  /\b(Bearer\s+|(?:koplieta_session|sign-on|sign-in|device)=|:\/\/[^:/@\s]+:)[^\s;@]+/gi;

/** The server's structured log: JSON lines on standard output, without secrets and personal data. */
export function createLog(level: LogLevel, destination?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: PATHS, censor: '[withheld]' },
    serializers: { err: serializeError, req: () => undefined, res: () => undefined },
    formatters: { level: (label: string) => ({ level: label }) },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** Type, sentence and stack of an error. Its other fields (a query's values ...) stay out. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return { message: withoutSecrets(String(error)) };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: withoutSecrets(error.message),
    ...(typeof code === 'string' ? { code } : {}),
    stack: withoutSecrets(error.stack ?? ''),
    ...(error.cause === undefined ? {} : { cause: serializeError(error.cause) }),
  };
}

function withoutSecrets(text: string): string {
  return text.replace(PERSONAL_CODE, '[withheld]').replace(CREDENTIAL, '$1[withheld]');
}
