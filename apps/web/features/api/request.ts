import { currentLanguage } from '../language/start-language.ts';
import { noConnection, Problem } from './problem.ts';

const TIMEOUT_MS = 15_000;

/** Reads from the server. Throws a `Problem`. */
export function read<T>(path: string): Promise<T> {
  return send<T>('GET', path);
}

/** Asks the server to do something, and waits for so long. Throws a `Problem`. */
export function act<T>(path: string, body?: unknown, timeoutMs = TIMEOUT_MS): Promise<T> {
  return send<T>('POST', path, { body: body ?? {}, timeoutMs });
}

/** Puts something in place of what stands there. Throws a `Problem`. */
export function replace<T>(path: string, body: unknown): Promise<T> {
  return send<T>('PUT', path, { body });
}

async function send<T>(
  method: string,
  path: string,
  { body, timeoutMs = TIMEOUT_MS }: { body?: unknown; timeoutMs?: number } = {},
): Promise<T> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    signal: AbortSignal.timeout(timeoutMs),
    headers: {
      accept: 'application/json',
      'accept-language': currentLanguage(),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw noConnection();
  });
  const text = await response.text();
  const parsed = parse(text);
  if (!response.ok) throw new Problem(asRecord(parsed), response.status);
  return parsed as T;
}

export function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export function asRecord(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
