import type { Server } from 'node:http';
import fastify, {
  type FastifyBaseLogger,
  type FastifyContextConfig,
  type FastifyRequest,
  LogController,
} from 'fastify';
import {
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod';
import type { Context } from '../context.ts';
import { type ErrorCatalogue, Refusal } from '../errors/refusal.ts';
import { createMetrics, type Metrics } from '../metrics/metrics.ts';
import { measureRequests, metricsRoutes } from '../metrics/metrics-routes.ts';
import { answerClientError, errorHandler } from './answer-error.ts';
import { answerUnknown } from './answer-unknown.ts';
import { authoriseRequest } from './authorise-request.ts';
import { believeCertificates } from './believe-certificates.ts';
import { httpErrors } from './errors.ts';
import { healthRoutes } from './health-routes.ts';
import type { Authenticator, HttpApp, Routes } from './http-app.ts';
import { limitRefusals, type RefusalLimit } from './limit-refusals.ts';
import { makeRefusalNotes } from './note-refusals.ts';
import { type ApiDescription, describeApi } from './openapi.ts';
import { parseBodies } from './parse-bodies.ts';
import { mergeCatalogues } from './problem.ts';
import { problemRoutes } from './problem-routes.ts';
import { refuseBrokenText } from './refuse-broken-text.ts';
import { setSecurityHeaders } from './security-headers.ts';
import { readRestsOfStreams } from './streamed-body.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The code that the request was refused with, for the log. */
    refusalCode?: string;
  }
}

export interface HttpServerOptions {
  /** What every request's context is made from. Its actor is not used. */
  base: Context;
  authenticators: readonly Authenticator[];
  /** Catalogues of the modules; the server's own is added. */
  errors: readonly ErrorCatalogue[];
  routes: readonly Routes[];
  api: ApiDescription;
  metrics?: Metrics;
  /** Where people reach the server; where it listens, when not stated. */
  publicUrl?: string | undefined;
  /** Networks, with commas, from which `X-Forwarded-For` is believed; from none when not stated. */
  proxies?: string | undefined;
  /** Header in which a proxy hands over a client's certificate; believed from proxies alone. */
  certificateHeader?: string | undefined;
  limits?: readonly RefusalLimit[];
  bodyLimitBytes?: number;
  handlerTimeoutMs?: number;
  requestTimeoutMs?: number;
}

const BODY_LIMIT_BYTES = 1_048_576;
const REQUEST_TIMEOUT_MS = 15_000;
const HANDLER_TIMEOUT_MS = 30_000;
const CONNECTION_TIMEOUT_MS = 60_000;
const KEEP_ALIVE_TIMEOUT_MS = 72_000;
const CLOSE_TIMEOUT_MS = 3_000;
const PARAMETER_LENGTH_MAX = 200;

/** An id from outside is taken only in this form: it goes into the log and the audit. */
const REQUEST_ID_PATTERN = /^[A-Za-z0-9_-]{8,64}$/;

/** Makes the server, ready to listen: every module's routes behind one door. */
export async function createHttpServer(options: HttpServerOptions): Promise<HttpApp> {
  const { base } = options;
  const catalogue = mergeCatalogues([httpErrors, ...options.errors]);
  const metrics = options.metrics ?? createMetrics({ machine: false });
  const app = fastify({
    loggerInstance: base.log as FastifyBaseLogger,
    logController: new LogController({
      disableRequestLogging: true,
      requestIdLogLabel: 'requestId',
    }),
    bodyLimit: options.bodyLimitBytes ?? BODY_LIMIT_BYTES,
    // Ours below, since that of Node would end the streams too.
    requestTimeout: 0,
    // Ours below as well: that of Node answers without a word.
    http: { requireHostHeader: false },
    ...(options.proxies === undefined ? {} : { trustProxy: options.proxies }),
    handlerTimeout: options.handlerTimeoutMs ?? HANDLER_TIMEOUT_MS,
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_TIMEOUT_MS,
    routerOptions: { maxParamLength: PARAMETER_LENGTH_MAX },
    forceCloseConnections: 'idle',
    genReqId: (request) => requestIdOf(request.headers['x-request-id'], base),
    clientErrorHandler: answerClientError,
    frameworkErrors: errorHandler(catalogue),
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.setErrorHandler(errorHandler(catalogue));
  demandPermissions(app);
  answerUnknown(app, catalogue);
  app.decorate('publicUrl', () => options.publicUrl ?? addressOf(app));
  app.decorateRequest('context');
  app.decorateRequest('refusalCode');
  endSlowRequests(app, options.requestTimeoutMs ?? REQUEST_TIMEOUT_MS);
  readRestsOfStreams(app);
  const { certificateHeader: header, proxies } = options;
  if (header !== undefined) believeCertificates(app, { header, proxies });
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
    demandHost(request);
    await authoriseRequest(request, base, options.authenticators);
  });
  parseBodies(app);
  app.addHook('preValidation', refuseBrokenText);
  app.addHook('onSend', setSecurityHeaders);
  app.addHook('preClose', async () => closeInTime(app.server));
  app.addHook('onResponse', async (request, reply) => logRequest(request, reply.statusCode));
  app.addHook('onSend', makeRefusalNotes());
  measureRequests(app, metrics);
  for (const limit of options.limits ?? []) limitRefusals(app, limit, base.clock);
  await describeApi(app, options.api);
  const own = [healthRoutes, problemRoutes(catalogue), metricsRoutes(metrics)];
  for (const routes of [...own, ...options.routes]) {
    await app.register(async (scope) => await routes(scope.withTypeProvider<ZodTypeProvider>()));
  }
  return app;
}

/** RFC 9112, 3.2: HTTP/1.0 alone may leave it out. */
function demandHost({ raw }: FastifyRequest): void {
  if (raw.headers.host === undefined && raw.httpVersion !== '1.0')
    throw new Refusal('host-missing');
}

function addressOf({ server }: HttpApp): string {
  const bound = server.address();
  if (typeof bound !== 'object' || !bound) return 'http://localhost';
  const host = /^(0\.0\.0\.0|::)$/.test(bound.address) ? '127.0.0.1' : bound.address;
  return `http://${host.includes(':') ? `[${host}]` : host}:${bound.port}`;
}

/** Refuses to start with a route that does not say who may call it. */
function demandPermissions(app: HttpApp): void {
  const routes: { method: string | string[]; url: string; config?: FastifyContextConfig }[] = [];
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  app.addHook('onReady', async () => {
    const open = routes.filter(({ config }) => !(config && isDeclared(config)));
    if (open.length > 0) {
      const names = open.map(({ method, url }) => `${method} ${url}`).join(', ');
      throw new Error(`These routes declare no permission, or no roles of officials: ${names}.`);
    }
  });
}

function isDeclared({ permission, roles = [] }: FastifyContextConfig): boolean {
  const isForOfficials = [permission].flat().includes('official');
  return permission !== undefined && (!isForOfficials || roles.length > 0);
}

/** Requests that run may end; a connection that stays open (a stream of events) is cut off. */
function closeInTime(server: Server): void {
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_TIMEOUT_MS);
  timer.unref();
  server.once('close', () => clearTimeout(timer));
}

/** A request must have come whole within the time; who sends a body letter by letter is cut off. */
function endSlowRequests(app: HttpApp, timeoutMs: number): void {
  app.addHook('onRequest', (request, reply, done) => {
    const { raw, routeOptions } = request;
    const hasBody = 'transfer-encoding' in raw.headers || Number(raw.headers['content-length']) > 0;
    if (!hasBody || routeOptions.config.stream) return done();
    const timer = setTimeout(() => {
      if (raw.complete) return;
      const code = 'ERR_HTTP_REQUEST_TIMEOUT';
      // Who was refused before the body came has the answer already.
      if (reply.raw.writableEnded) raw.destroy();
      else answerClientError(Object.assign(new Error(code), { code }), raw.socket);
    }, timeoutMs);
    raw.once('close', () => clearTimeout(timer));
    done();
  });
}

function requestIdOf(header: string | string[] | undefined, base: Context): string {
  return typeof header === 'string' && REQUEST_ID_PATTERN.test(header) ? header : base.ids.next();
}

/**
 * One line a request: the route's pattern, never the address, its query or any body. A refusal is
 * daily life, counted by the metrics: only failures show unless somebody looks for more.
 */
function logRequest(request: FastifyRequest, status: number): void {
  const level = status >= 500 ? 'error' : 'debug';
  request.log[level](
    {
      method: request.method,
      route: request.routeOptions.url,
      status,
      ...(request.refusalCode ? { code: request.refusalCode } : {}),
      actor: request.context?.actor.kind,
    },
    'request',
  );
}
