import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyReply } from 'fastify';
import type { HttpApp } from '../../platform/http/http-app.ts';

const WEB = join(import.meta.dirname, '..', 'web');
const DIST = join(WEB, 'dist');
const ROOT = join(WEB, '..', '..');
const NONCE_BYTES = 16;
const COMPLAINT_CHARACTERS = 4_000;

/** Addresses that are pages of the web app; at any other its page says that there is none. */
const PAGES = /^\/($|(sign-in|me|office|terminal)(\/|$))/;

/** Builds the web app if a source of it is newer than the last build. Says whether it built. */
export async function buildWebIfStale(): Promise<boolean> {
  const built = await changedAt(join(DIST, 'index.html'));
  const changed = await newestSource();
  if (built > changed) return false;
  await runVite();
  return true;
}

/** Serves the built web app: its one document for every page, and its parts, named by their content. */
export async function serveWeb(app: HttpApp): Promise<void> {
  const page = await readFile(join(DIST, 'index.html'), 'utf8');
  app.addHook('onRoute', (route) => {
    route.config = { ...route.config, permission: 'public' };
  });
  await app.register(fastifyStatic, {
    root: join(DIST, 'assets'),
    prefix: '/assets/',
    index: false,
    maxAge: '365d',
    immutable: true,
    decorateReply: false,
  });
  app.get('/*', { schema: { hide: true } }, async (request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    const isPage = PAGES.test(path);
    if (!isPage && !request.headers.accept?.includes('text/html')) return reply.callNotFound();
    return sendPage(reply.code(isPage ? 200 : 404), page);
  });
}

/** Each answer has a nonce of its own, for the few style rules that components add as they run. */
function sendPage(reply: FastifyReply, page: string): string {
  const nonce = randomBytes(NONCE_BYTES).toString('base64url');
  reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-cache')
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'same-origin')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('permissions-policy', 'camera=(), geolocation=(), microphone=()')
    .header(
      'content-security-policy',
      [
        "default-src 'none'",
        "script-src 'self'",
        `style-src 'self' 'nonce-${nonce}'`,
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
      ].join('; '),
    );
  return page.replace('%NONCE%', nonce);
}

async function newestSource(): Promise<number> {
  const paths = await readdir(WEB, { recursive: true });
  const sources = paths.filter((path) => !path.startsWith('dist') && !path.endsWith('.test.ts'));
  const times = await Promise.all(
    [...sources.map((path) => join(WEB, path)), join(ROOT, 'package-lock.json')].map(changedAt),
  );
  return Math.max(...times);
}

async function changedAt(path: string): Promise<number> {
  return await stat(path).then(
    (found) => (found.isFile() ? found.mtimeMs : 0),
    () => 0,
  );
}

/**
 * Bundles in a process of its own, so that what the bundler keeps in memory goes with it, and into a
 * folder of its own: each part then takes its place whole, the page last. Servers and tests that start
 * at the same time may do this beside each other.
 */
async function runVite(): Promise<void> {
  const made = join(ROOT, 'node_modules', '.cache', `koplieta-web-${process.pid}`);
  try {
    await bundleInto(made);
    await takePlace(made);
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

async function takePlace(made: string): Promise<void> {
  await mkdir(join(DIST, 'assets'), { recursive: true });
  const parts = await readdir(join(made, 'assets'));
  for (const part of [...parts.map((name) => join('assets', name)), 'index.html']) {
    await rename(join(made, part), join(DIST, part));
  }
  const now = new Date();
  await utimes(join(DIST, 'index.html'), now, now);
  const old = (await readdir(join(DIST, 'assets'))).filter((name) => !parts.includes(name));
  for (const name of old) await rm(join(DIST, 'assets', name), { force: true });
}

async function bundleInto(folder: string): Promise<void> {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const options = ['build', '--logLevel', 'warn', '--outDir', folder, '--emptyOutDir'];
  const child = spawn(process.execPath, [vite, ...options], {
    cwd: WEB,
    // Whatever this process is, a test for example: pages are those of production.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    complaint = (complaint + chunk.toString()).slice(-COMPLAINT_CHARACTERS);
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) throw new Error(`The web app could not be built: ${complaint}`);
}
