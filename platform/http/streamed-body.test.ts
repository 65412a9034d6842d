import { type AddressInfo, connect } from 'node:net';
import { expect, test } from 'vitest';
import { Refusal } from '../errors/refusal.ts';
import { testContext } from '../testing/test-context.ts';
import { createHttpServer } from './create-http-server.ts';
import type { Routes } from './http-app.ts';
import { streamedBody } from './streamed-body.ts';

const BYTES = 32 * 1_048_576;

const routes: Routes = (app) => {
  app.addContentTypeParser('application/x-lines', (_request, _body, done) => done(null));
  app.post('/lines', { config: { permission: 'public', stream: true } }, async ({ raw }) => {
    for await (const chunk of streamedBody(raw)) {
      if (chunk.length > 0) throw new Refusal('malformed-request');
    }
    return 'all';
  });
};

test('who sends all of a body before reading gets the refusal of its beginning', async () => {
  const api = { title: 'Test', version: '1', description: 'For tests.' };
  const base = await testContext();
  const server = await createHttpServer({
    ...{ base, api, routes: [routes], errors: [], authenticators: [] },
  });
  await server.listen({ host: '127.0.0.1', port: 0 });
  const socket = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
  const send = (bytes: string | Buffer) =>
    new Promise<void>((done, fail) =>
      socket.write(bytes, (error) => (error ? fail(error) : done())),
    );
  socket.pause();
  await send(
    `POST /lines HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-lines\r\ncontent-length: ${BYTES}\r\n\r\n`,
  );
  await send(Buffer.alloc(BYTES, '\n'));
  let answer = '';
  for await (const chunk of socket) {
    answer += chunk;
    if (answer.endsWith('}')) break;
  }
  expect(answer).toMatch(/^HTTP\/1\.1 400 [\s\S]*malformed-request/);
  await server.close();
});
