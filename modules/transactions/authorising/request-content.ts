import type { Keyring } from '../../../platform/keys/keyring.ts';
import type { AuthoriseRequest, OneStepRequest } from '../api.ts';

/** What a client asked for under its transaction id, without the means' value: its keyed hash. */
export interface RequestContent {
  [field: string]: unknown;
}

/** The content of a request as it is kept and compared. */
export function contentOfRequest(
  request: AuthoriseRequest | OneStepRequest,
  { meansHash, oneStep }: { meansHash: Buffer; oneStep: boolean },
): RequestContent {
  const { means: _, transactionId: __, ...rest } = request;
  return {
    ...rest,
    // Written differently, it is the same instant.
    terminalAt: new Date(request.terminalAt).toISOString(),
    means: meansHash.toString('hex'),
    oneStep,
  };
}

/** Two requests are the same when this hash is: it hangs on no order of fields. */
export function hashContent(keys: Keyring, content: RequestContent): Buffer {
  return keys.hash('request-content', canonicalText(content));
}

function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join()}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value)
    .filter(([, one]) => one !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => `${JSON.stringify(name)}:${canonicalText(one)}`);
  return `{${fields.join()}}`;
}

const DIFFERENCES_MAX = 20;

/** Paths of what differs between two contents: `lines[1].quantity`. At most twenty. */
export function differingFields(earlier: unknown, later: unknown, path = ''): string[] {
  if (canonicalOf(earlier) === canonicalOf(later)) return [];
  if (!isBranch(earlier) || !isBranch(later) || Array.isArray(earlier) !== Array.isArray(later)) {
    return [path];
  }
  const names = new Set([...Object.keys(earlier), ...Object.keys(later)]);
  return [...names]
    .flatMap((name) => {
      const place = Array.isArray(earlier) ? `${path}[${name}]` : path ? `${path}.${name}` : name;
      return differingFields(earlier[name], later[name], place);
    })
    .slice(0, DIFFERENCES_MAX);
}

function canonicalOf(value: unknown): string {
  return value === undefined ? '' : canonicalText(value);
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object';
}
