import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HttpApp } from './http-app.ts';

/** Sends the web app's page for an address that only its own router knows. False: not one of these. */
export type SendPage = (request: FastifyRequest, reply: FastifyReply) => boolean;

/** Files below `assets/` carry a digest in their name: they never change. */
const YEAR_SECONDS = 31_536_000;

/** Serves the built web app, when there is one. */
export async function serveWeb(app: HttpApp, folder: string | undefined): Promise<SendPage> {
  if (!folder || !existsSync(join(folder, 'index.html'))) return () => false;
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, permission: 'public' };
      route.schema = { hide: true };
    });
    await scope.register(fastifyStatic, {
      root: folder,
      wildcard: false,
      decorateReply: false,
      cacheControl: false,
      setHeaders: (response, path) => {
        const fixed = path.startsWith(join(folder, 'assets'));
        response.header(
          'cache-control',
          fixed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache',
        );
      },
    });
  });
  const page = join(folder, 'index.html');
  return (request, reply) => {
    const wantsPage = request.method === 'GET' && request.headers.accept?.includes('text/html');
    if (!wantsPage) return false;
    reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');
    reply.send(createReadStream(page));
    return true;
  };
}
