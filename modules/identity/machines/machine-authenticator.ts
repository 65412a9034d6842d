import { X509Certificate } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Actor, Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { Authenticator, MachineScope } from '../../../platform/http/http-app.ts';
import { makeCertificateCheck } from './check-certificate.ts';
import { checkProof } from './check-proof.ts';
import { makeTokenCheck, type Token } from './check-token.ts';
import type { Machine } from './machine.ts';
import { demandNetwork, makeRate } from './machine-limits.ts';
import { makeMachineReader } from './read-machine.ts';

const TOKEN = /^(Bearer|DPoP) +([\w-]+\.[\w-]+\.[\w-]+)$/i;
const TOKEN_LENGTH_MAX = 4_096;
/**
 * Knows an IDS or an information system by a token of the sign-on provider, or by its certificate. A
 * bound token is of use only with its key. Each machine asks for what it may, from its networks and no
 * more often than it may (each server counts for itself).
 */
export function machineAuthenticator({
  certificateHeader,
}: {
  certificateHeader?: string | undefined;
}): Authenticator {
  const readMachine = makeMachineReader();
  const checkToken = makeTokenCheck(readMachine);
  const checkCertificate = makeCertificateCheck(readMachine);
  const demandRate = makeRate();
  const byToken = async (request: FastifyRequest, context: Context) => {
    const [, scheme = '', text] = TOKEN.exec(request.headers.authorization ?? '') ?? [];
    if (text === undefined || text.length > TOKEN_LENGTH_MAX) return undefined;
    const publicUrl = request.server.publicUrl();
    const { token, machine } = await checkToken(context, text, publicUrl);
    const presented = { scheme: scheme.toLowerCase(), text, publicUrl, certificateHeader };
    await demandBinding(context, { request, token, presented });
    demandScope(token.scopes, machine, request.routeOptions.config.scope);
    return machine;
  };
  const byCertificate = async ({ headers, routeOptions }: FastifyRequest, context: Context) => {
    const pem = certificateHeader && headers[certificateHeader.toLowerCase()];
    if (typeof pem !== 'string' || headers.authorization !== undefined) return undefined;
    const machine = await checkCertificate(context, pem);
    if (machine) demandScope(['api'], machine, routeOptions.config.scope);
    return machine;
  };
  return async (request, context) => {
    const machine = (await byToken(request, context)) ?? (await byCertificate(request, context));
    if (!machine) return undefined;
    demandNetwork(machine, request.ip);
    demandRate(machine, context.clock.now().getTime());
    return actorOf(machine);
  };
}

function actorOf({ kind, actsAsId, organisationId }: Machine): Actor {
  if (kind === 'ids') return { kind, idsId: actsAsId, organisationId };
  return { kind, systemId: actsAsId, organisationId };
}

/** A route that names no scope is open to no machine; `api` stands for every one that it may. */
function demandScope(
  scopes: readonly string[],
  machine: Machine,
  scope: MachineScope | undefined,
): void {
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
