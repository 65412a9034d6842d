import { X509Certificate } from 'node:crypto';
import { BlockList, isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { Actor, Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { Authenticator, MachineScope } from '../../../platform/http/http-app.ts';
import { checkProof } from './check-proof.ts';
import { makeTokenCheck, type Token } from './check-token.ts';
import type { Machine } from './machine.ts';

const TOKEN = /^(Bearer|DPoP) +([\w-]+\.[\w-]+\.[\w-]+)$/i;
const TOKEN_LENGTH_MAX = 4_096;
const MINUTE_MS = 60_000;
const COUNTED_MAX = 10_000;

/**
 * Knows an IDS or an information system by a token of the sign-on provider. A bound token is of use only
 * with its key, and for what it is; each machine asks from its networks and no more often than it may (each server counts
 * for itself).
 */
export function tokenAuthenticator({
  certificateHeader,
}: {
  certificateHeader?: string | undefined;
}): Authenticator {
  const check = makeTokenCheck();
  const demandRate = makeRate();
  return async (request, context) => {
    const header = request.headers.authorization ?? '';
    const [, scheme = '', text] = TOKEN.exec(header) ?? [];
    if (text === undefined || text.length > TOKEN_LENGTH_MAX) return undefined;
    const publicUrl = request.server.publicUrl();
    const { token, machine } = await check(context, text, publicUrl);
    const presented = { scheme: scheme.toLowerCase(), text, publicUrl, certificateHeader };
    await demandBinding(context, { request, token, presented });
    demandScope(token, machine, request.routeOptions.config.scope);
    demandNetwork(machine, request.ip);
    demandRate(machine, context.clock.now().getTime());
    return actorOf(machine);
  };
}

function actorOf({ kind, actsAsId, organisationId }: Machine): Actor {
  if (kind === 'ids') return { kind, idsId: actsAsId, organisationId };
  return { kind, systemId: actsAsId, organisationId };
}

/** A route that names no scope is opened by no token; `api` stands for every one that the machine may. */
function demandScope({ scopes }: Token, machine: Machine, scope: MachineScope | undefined): void {
  const isFor = scope !== undefined && (scopes.includes(scope) || scopes.includes('api'));
  const may = scope !== undefined && (machine.scopes?.includes(scope) ?? true);
  if (!isFor || !may) throw new Refusal('token-scope-insufficient', { scope: scope ?? null });
}

interface Bound {
  request: FastifyRequest;
  token: Token;
  presented: {
    scheme: string;
    text: string;
    publicUrl: string;
    certificateHeader?: string | undefined;
  };
}

async function demandBinding(
  context: Context,
  { request, token: { boundTo }, presented }: Bound,
): Promise<void> {
  const { scheme, text, publicUrl, certificateHeader } = presented;
  const { jkt, 'x5t#S256': thumbprint } = boundTo;
  if ((scheme === 'dpop') !== (jkt !== undefined)) throw new Refusal('token-proof-wrong');
  if (jkt !== undefined) {
    const proof = request.headers.dpop;
    const url = publicUrl + request.url.replace(/[?#].*$/, '');
    const proven = { method: request.method, url, token: text };
    const given = typeof proof === 'string' ? proof : undefined;
    await checkProof(context, { proof: given, jkt, request: proven });
  }
  if (thumbprint === undefined) return;
  const pem = certificateHeader && request.headers[certificateHeader.toLowerCase()];
  if (thumbprintOf(pem) !== thumbprint) throw new Refusal('token-proof-wrong');
}

/** SHA-256 of the certificate that the proxy hands over as PEM, percent-encoded (RFC 8705, 3.1). */
function thumbprintOf(pem: string | string[] | undefined): string | undefined {
  if (typeof pem !== 'string') return undefined;
  try {
    const { fingerprint256 } = new X509Certificate(decodeURIComponent(pem));
    return Buffer.from(fingerprint256.replaceAll(':', ''), 'hex').toString('base64url');
  } catch {
    return undefined;
  }
}

/** Made once for each reading of a machine, not for each request. */
const allowedOf = new WeakMap<Machine, BlockList>();

function demandNetwork(machine: Machine, address: string): void {
  if (machine.networks === null) return;
  const allowed = allowedOf.get(machine) ?? makeAllowed(machine.networks);
  allowedOf.set(machine, allowed);
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  if (!allowed.check(plain, isIPv6(plain) ? 'ipv6' : 'ipv4')) {
    throw new Refusal('machine-network-wrong');
  }
}

function makeAllowed(networks: readonly string[]): BlockList {
  const allowed = new BlockList();
  for (const network of networks) {
    const [start = '', bits = ''] = network.split('/');
    allowed.addSubnet(start, Number(bits), isIPv6(start) ? 'ipv6' : 'ipv4');
  }
  return allowed;
}

/** Counts by minute. The first machine counted is forgotten when there are too many. */
function makeRate(): (machine: Machine, nowMs: number) => void {
  let minute = 0;
  let counts = new Map<string, number>();
  return ({ clientId, ratePerMinute }, nowMs) => {
    if (ratePerMinute === null) return;
    const current = Math.floor(nowMs / MINUTE_MS);
    if (current !== minute || counts.size > COUNTED_MAX) counts = new Map();
    minute = current;
    const count = (counts.get(clientId) ?? 0) + 1;
    counts.set(clientId, count);
    if (count > ratePerMinute) throw new Refusal('too-many-requests', { ratePerMinute });
  };
}
