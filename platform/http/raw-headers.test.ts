import { type AddressInfo, connect } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { testContext } from '../testing/test-context.ts';
import { createHttpServer } from './create-http-server.ts';
import type { Routes } from './http-app.ts';

const TAKES = ['application/x-ndjson', 'text/csv'];
const config = { permission: 'public' } as const;
const routes: Routes = (app) => {
  app.get('/open', { config }, async () => 'open');
  app.post('/json', { config, schema: { body: z.strictObject({}) } }, async () => 'json');
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _body, done) => done(null));
    scope.put('/file', { config: { ...config, takes: TAKES } }, async () => 'file');
  });
};

const app = await createHttpServer({
  base: await testContext(),
  api: { title: 'Test', version: '1', description: 'For tests.' },
  ...{ routes: [routes], errors: [], authenticators: [] },
});
await app.listen({ host: '127.0.0.1', port: 0 });
afterAll(() => app.close());
const { port } = app.server.address() as AddressInfo;

/** What is answered to these very bytes: clients of HTTP add the headers that they lack. */
async function answerTo(...lines: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  const ended = new Promise((resolve) => socket.once('close', resolve));
  socket.write(`${[...lines, 'Connection: close'].join('\r\n')}\r\n\r\n`);
  await ended;
  return answer;
}

test.each(['/open', '/nowhere'])('%s without a host is refused with a problem', async (path) => {
  const answer = await answerTo(`GET ${path} HTTP/1.1`, 'Accept-Language: en');
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toMatch(/content-type: application\/problem\+json/i);
  expect(answer).toContain('"code":"host-missing"');
  expect(answer).toContain('"title":"The request has no Host header.');
});

test.each([
  ['with a host', 'GET /open HTTP/1.1', 'Host: x'],
  ['of HTTP/1.0, which knows none', 'GET /open HTTP/1.0', 'Accept: */*'],
])('a request %s is answered', async (_name, ...lines) => {
  expect(await answerTo(...lines)).toMatch(/ 200 OK[\s\S]*open/);
});

test.each([
  ['PUT /file', 'Content-Type:', TAKES],
  ['PUT /file', 'Content-Type: lines', TAKES],
  ['POST /json', 'Content-Type:', ['application/json']],
  ['POST /json', 'Content-Type: application/xml', ['application/json']],
])('%s with "%s" is told what the call takes', async (call, type, accepted) => {
  const answer = await answerTo(`${call} HTTP/1.1`, 'Host: x', type, 'Content-Length: 0');
  expect(answer).toMatch(/^HTTP\/1\.1 415 /);
  expect(answer).toContain('"code":"media-type-not-accepted"');
  expect(answer).toContain(`"accepted":${JSON.stringify(accepted)}`);
});
