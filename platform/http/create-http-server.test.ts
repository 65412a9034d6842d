import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { Refusal } from '../errors/refusal.ts';
import { testContext } from '../testing/test-context.ts';
import { createHttpServer, type HttpServerOptions } from './create-http-server.ts';
import type { Routes } from './http-app.ts';
import { operatorAuthenticator, readBearer } from './operator-authenticator.ts';

const context = await testContext();
const api = { title: 'Test', version: '1', description: 'For tests.' };

const bodySchema = z.strictObject({
  name: z.string().min(1).max(20),
  lines: z.array(z.strictObject({ cents: z.int().min(0).max(1000) })).max(3),
  kind: z.enum(['one', 'two']).optional(),
});

const routes: Routes = (app) => {
  app.post(
    '/things',
    { config: { permission: 'public' }, schema: { body: bodySchema } },
    async (request) => ({ got: request.body.name, requestId: request.context.requestId }),
  );
  app.get(
    '/list',
    {
      config: { permission: 'public' },
      schema: { querystring: z.strictObject({ from: z.iso.date() }) },
    },
    async () => ({ ok: true }),
  );
  app.get('/refused', { config: { permission: 'public' } }, async () => {
    throw new Refusal('quota-used', { quota: 3, status: 'not this' });
  });
  app.get('/uncatalogued', { config: { permission: 'public' } }, async () => {
    throw new Refusal('nobody-knows');
  });
  app.get('/broken', { config: { permission: 'public' } }, async () => {
    throw new Error('the secret is out');
  });
  app.get('/slow', { config: { permission: 'public' }, handlerTimeout: 50 }, async () => {
    await sleep(300);
    return 'late';
  });
  app.get('/mine', { config: { permission: 'recipient' } }, async (request) => ({
    actor: request.context.actor,
  }));
};

const errors = [
  {
    'quota-used': {
      status: 409,
      when: 'When the quota is used up.',
      lv: 'Limits ir izlietots.',
      en: 'The quota is used up.',
    },
    'wrong-session': { status: 401, when: 'When …', lv: 'Sesija beigusies.', en: 'It ended.' },
  },
];

function options(changes: Partial<HttpServerOptions> = {}): HttpServerOptions {
  return {
    base: context,
    authenticators: [
      operatorAuthenticator('operator-key'),
      async (request) => {
        const token = readBearer(request.headers.authorization);
        if (token === 'expired') throw new Refusal('wrong-session');
        return token === 'anna'
          ? { kind: 'recipient', personId: 'anna', sessionId: 'session' }
          : undefined;
      },
    ],
    errors,
    routes: [routes],
    api,
    bodyLimitBytes: 1_000,
    ...changes,
  };
}

const app = await createHttpServer(options());
await app.listen({ host: '127.0.0.1', port: 0 });
afterAll(() => app.close());

async function post(payload: string, headers: Record<string, string> = {}) {
  const answer = await app.inject({
    method: 'POST',
    url: '/things',
    payload,
    headers: { 'content-type': 'application/json', ...headers },
  });
  return { answer, problem: answer.json() };
}

test('answers what is right, with a request id and the security headers', async () => {
  const { answer } = await post('{"name":"x","lines":[{"cents":1}]}');
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ got: 'x', requestId: answer.headers['x-request-id'] });
  expect(answer.headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
  });
});

test('over https alone browsers are told to come by nothing else', async () => {
  const headersOf = async (publicUrl: string) => {
    const app = await createHttpServer(options({ publicUrl }));
    return (await app.inject({ url: '/health/live' })).headers;
  };
  expect(await headersOf('https://koplieta.test')).toMatchObject({
    'strict-transport-security': 'max-age=63072000; includeSubDomains',
  });
  expect(await headersOf('http://koplieta.test')).not.toHaveProperty('strict-transport-security');
});

test('TRACE is no method of this server', async () => {
  const answer = await (await createHttpServer(options())).inject({
    ...{ method: 'TRACE' as 'GET', url: '/list?from=2026-01-01' },
  });
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
});

test.each([
  ['req-12345678', true],
  ['short', false],
  ['with space and more', false],
  ['x'.repeat(65), false],
  ['{"level":"fatal"}', false],
])('a request id from outside, %j, is kept: %s', async (id, kept) => {
  const { answer } = await post('{"name":"x","lines":[]}', { 'x-request-id': id });
  expect(answer.headers['x-request-id'] === id).toBe(kept);
});

test.each([
  ['broken JSON', '{"name":', {}, 400, 'malformed-json'],
  ['an empty body', '', {}, 400, 'malformed-json'],
  ['a poisoned prototype', '{"__proto__":{"a":1},"name":"x"}', {}, 400, 'malformed-json'],
  ['the character NUL', '{"name":"a\\u0000","lines":[]}', {}, 400, 'malformed-text'],
  ['half of a surrogate pair', '{"name":"\\ud83d","lines":[]}', {}, 400, 'malformed-text'],
  ['a deep body', '['.repeat(400) + ']'.repeat(400), {}, 400, 'nested-too-deep'],
  ['a body of 64 levels', '['.repeat(64) + ']'.repeat(64), {}, 400, 'invalid-request'],
  [
    'a compressed body',
    '{"name":"x","lines":[]}',
    { 'content-encoding': 'gzip' },
    415,
    'body-compressed',
  ],
  ['a large body', `{"name":"${'x'.repeat(2_000)}"}`, {}, 413, 'body-too-large'],
  ['XML', '<a/>', { 'content-type': 'application/xml' }, 415, 'media-type-not-accepted'],
  ['text', 'name=x', { 'content-type': 'text/plain' }, 400, 'invalid-request'],
])('%s is refused', async (_name, payload, headers, status, code) => {
  const { answer, problem } = await post(payload, headers as Record<string, string>);
  expect(problem.code).toBe(code);
  expect(answer.statusCode).toBe(status);
  expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
});

test.each(['application/json', 'text/plain'])('%s that is not UTF-8 is refused', async (type) => {
  const payload = Buffer.from('{"name":"\xff","lines":[]}', 'latin1');
  const headers = { 'content-type': type };
  const answer = await app.inject({ method: 'POST', url: '/things', payload, headers });
  expect([answer.statusCode, answer.json().code]).toEqual([400, 'malformed-text']);
});

test('tells where a text stands that cannot be kept', async () => {
  const { problem } = await post(
    '{"lines":[{"text":"good"},{"a/b":["\\u0000"]}],"name":"\\ud83d"}',
  );
  expect(problem.errors).toEqual([
    {
      ...{ in: 'body', path: '/lines/1/a~1b/0', code: 'malformed-text' },
      lv: 'Tekstā ir zīme, ko nevar saglabāt. Izņemiet to.',
      en: 'The text holds a character that cannot be kept. Remove it.',
    },
  ]);
});

test('names every wrong field by its exact path', async () => {
  const { answer, problem } = await post(
    '{"lines":[{"cents":1.5},{"cents":-1},{"cents":2,"tax":1}],"kind":"three","more":1,"a/b":2}',
  );
  expect(answer.statusCode).toBe(400);
  expect(problem.code).toBe('invalid-request');
  const found = problem.errors.map((error: { path: string; code: string }) => [
    error.path,
    error.code,
  ]);
  expect(found).toEqual(
    expect.arrayContaining([
      ['/name', 'missing'],
      ['/lines/0/cents', 'wrong-type'],
      ['/lines/1/cents', 'too-small'],
      ['/lines/2/tax', 'unknown-field'],
      ['/kind', 'not-one-of'],
      ['/more', 'unknown-field'],
    ]),
  );
  for (const error of problem.errors) {
    expect(`${error.lv} ${error.en}`).not.toMatch(/undefined|\[object/);
  }
});

test('a query is checked like a body', async () => {
  const answer = await app.inject('/list?from=2026-02-30');
  expect(answer.json().errors).toMatchObject([
    { in: 'query', path: '/from', code: 'wrong-format' },
  ]);
});

test('a refusal is a problem document in the language asked for; details never displace it', async () => {
  const answer = await app.inject({ url: '/refused', headers: { 'accept-language': 'en' } });
  expect(answer.statusCode).toBe(409);
  expect(answer.json()).toEqual({
    type: '/problems/quota-used',
    title: 'The quota is used up.',
    status: 409,
    code: 'quota-used',
    requestId: answer.headers['x-request-id'],
    lv: 'Limits ir izlietots.',
    en: 'The quota is used up.',
    quota: 3,
  });
  const latvian = await app.inject('/refused');
  expect(latvian.json().title).toBe('Limits ir izlietots.');
});

test.each(['/broken', '/uncatalogued'])('%s tells the request id and nothing else', async (url) => {
  const answer = await app.inject(url);
  expect(answer.statusCode).toBe(500);
  expect(Object.keys(answer.json()).sort()).toEqual(
    ['code', 'en', 'lv', 'requestId', 'status', 'title', 'type'].sort(),
  );
  expect(answer.json().code).toBe('internal-error');
  expect(answer.body).not.toMatch(/secret|nobody/);
});

test('an answer that takes too long is given up', async () => {
  expect((await app.inject('/slow')).json()).toMatchObject({ status: 503, code: 'took-too-long' });
});

test.each([
  ['nobody', undefined, 401, 'not-signed-in'],
  ['somebody unknown', 'unknown', 401, 'not-signed-in'],
  ['a recipient with an ended session', 'expired', 401, 'wrong-session'],
  ['the operator', 'operator-key', 403, 'not-allowed'],
  ['a recipient', 'anna', 200, undefined],
])('a route for recipients, asked by %s', async (_name, token, status, code) => {
  const headers = token ? { authorization: `Bearer ${token}` } : {};
  const answer = await app.inject({ url: '/mine', headers });
  expect(answer.statusCode).toBe(status);
  expect(answer.json().code).toBe(code);
  if (status === 401) expect(answer.headers['www-authenticate']).toMatch(/^Bearer/);
  if (status === 200) expect(answer.json().actor.personId).toBe('anna');
});

test('an unknown address is a problem too, whoever asks', async () => {
  for (const url of ['/nowhere', '/%zz', '/things/more', '/things/']) {
    const answer = await app.inject(url);
    expect(answer.json().code, url).toMatch(/^(not-found|malformed-request)$/);
  }
});

test('a route without a permission keeps the server from starting', async () => {
  const open = await createHttpServer(
    options({ routes: [(scope) => void scope.get('/open', async () => 'open')] }),
  );
  await expect(open.ready()).rejects.toThrow('GET /open');
  await open.close();
});

test('two catalogues may not have the same code', async () => {
  const twice = options({
    errors: [...errors, { 'quota-used': { ...errors[0]?.['quota-used'] } as never }],
  });
  await expect(createHttpServer(twice)).rejects.toThrow('quota-used');
});

test('the API describes itself, offline', async () => {
  const description = (await app.inject('/openapi.json')).json();
  expect(description.openapi).toMatch(/^3\.1/);
  const operation = description.paths['/things'].post;
  expect(operation.requestBody.content['application/json'].schema.additionalProperties).toBe(false);
  expect(operation.responses.default.content['application/problem+json'].schema.$ref).toBe(
    '#/components/schemas/Problem',
  );
  expect(description.components.schemas.Problem.properties.code).toBeDefined();
  expect(description.paths['/mine'].get.security).toEqual([{ session: [] }]);
  const page = await app.inject('/api-docs/');
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toMatch(/https?:\/\/(?!127)/);
});

test('a problem has a page', async () => {
  expect((await app.inject('/problems/quota-used')).json()).toMatchObject({ status: 409 });
  const page = await app.inject({ url: '/problems/quota-used', headers: { accept: 'text/html' } });
  expect(page.body).toContain('Limits ir izlietots.');
  expect((await app.inject('/problems/constructor')).statusCode).toBe(404);
});

test('health is public, metrics are the operator’s', async () => {
  expect((await app.inject('/health/live')).json()).toEqual({
    status: 'ok',
    now: context.clock.now().toISOString(),
  });
  expect((await app.inject('/health/ready')).json()).toEqual({
    status: 'ok',
    now: context.clock.now().toISOString(),
  });
  expect((await app.inject('/metrics')).statusCode).toBe(401);
  const headers = { authorization: 'Bearer operator-key' };
  const metrics = await app.inject({ url: '/metrics', headers });
  expect(metrics.body).toMatch(/koplieta_http_request_duration_seconds_count\{.*route="\/refused"/);
  const behind = await testContext();
  await behind.adminDb.query('delete from platform.migrations where name like $1', ['0002%']);
  const other = await createHttpServer(options({ base: behind }));
  expect((await other.inject('/health/ready')).json()).toMatchObject({ code: 'not-ready' });
  await other.close();
});

test('what is not HTTP gets a problem and a closed connection', async () => {
  const address = app.server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const answer = await new Promise<string>((done) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => done(text));
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('"code":"malformed-request"');
});

test('the log has the route and the code, never the address or the body', async () => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line) => void lines.push(line) });
  const logged = await createHttpServer(options({ base: { ...context, log } }));
  await logged.inject('/list?from=010190-12345');
  await logged.inject({ method: 'POST', url: '/things', payload: { name: 'Secretname' } });
  await logged.close();
  const text = lines.join('');
  expect(text).toContain('"route":"/list"');
  expect(text).toContain('"code":"invalid-request"');
  expect(text).not.toMatch(/010190|Secretname/);
});

test('a body that does not come whole in time is cut off; a stream is waited for', async () => {
  const streams: Routes = (app) => {
    app.addContentTypeParser('application/x-lines', (_request, _body, done) => done(null));
    const config = { permission: 'public', stream: true } as const;
    app.post('/stream', { config }, async ({ raw }) => {
      let bytes = 0;
      for await (const chunk of raw) bytes += (chunk as Buffer).length;
      return { bytes };
    });
  };
  const slow = options({ routes: [routes, streams], requestTimeoutMs: 60 });
  const server = await createHttpServer(slow);
  // Refused before its body was read: when the time is over, there is nothing more to say.
  const refused = { method: 'DELETE', url: '/mine', payload: {} } as const;
  expect((await server.inject(refused)).statusCode).toBe(405);
  await server.listen({ host: '127.0.0.1', port: 0 });
  const { port } = server.server.address() as AddressInfo;
  const send = async (path: string, type: string) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      answer += text;
    });
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: ${type}\r\n` +
        'content-length: 4\r\n\r\n{}',
    );
    await sleep(250);
    socket.write('\n\n');
    await ended;
    return answer;
  };
  expect(await send('/things', 'application/json')).toMatch(/^HTTP\/1.1 408[\s\S]*took-too-long/);
  expect(await send('/stream', 'application/x-lines')).toMatch(/200 OK[\s\S]*"bytes":4/);
  await server.close();
});
