import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createIdsClient, IdsRefusal, IdsUnexpectedAnswer, IdsUnreachable } from './index.ts';

/** A server that misbehaves as networks and proxies do: each call gets the next of `answers`. */
async function misbehavingServer(answers: ((response: ServerResponse) => void)[]) {
  const bodies: string[] = [];
  const server = createServer((request: IncomingMessage, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const answer = answers[bodies.length];
      bodies.push(body);
      answer?.(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = createIdsClient({ baseUrl, timeoutMs: 300, backoffMs: 1, attemptsMax: 3 });
  return { client, bodies };
}

const cancelled = {
  transactionId: 'sdk-00001',
  state: 'cancelled',
  at: '2026-03-11T10:00:00Z',
  known: true,
};
const problem = {
  status: 409,
  code: 'already-confirmed',
  title: 'Darījums jau ir apstiprināts.',
  lv: 'Darījums jau ir apstiprināts.',
  en: 'The transaction is already confirmed.',
  requestId: 'r-1',
};

function json(status: number, body: unknown) {
  return (response: ServerResponse) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
}

function drop(response: ServerResponse) {
  response.socket?.destroy();
}

function hang() {
  // The client's own time-out ends the wait.
}

const request = { terminalAt: '2026-03-11T10:00:00Z' };

test('a call that got no answer is repeated with the very same body', async () => {
  const { client, bodies } = await misbehavingServer([drop, hang, json(200, cancelled)]);
  expect(await client.cancel('sdk-00001', request)).toEqual(cancelled);
  expect(bodies).toEqual([bodies[0], bodies[0], bodies[0]]);
});

test('a gateway that is away is asked again, a refusal is not', async () => {
  const { client, bodies } = await misbehavingServer([json(503, {}), json(409, problem)]);
  const refusal = await client.cancel('sdk-00001', request).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(IdsRefusal);
  expect((refusal as IdsRefusal).code).toBe('already-confirmed');
  expect((refusal as IdsRefusal).sentence.en).toBe('The transaction is already confirmed.');
  expect(bodies).toHaveLength(2);
});

test('after the last attempt the outcome is said to be unknown', async () => {
  const { client, bodies } = await misbehavingServer([drop, drop, drop, drop]);
  const failure = await client.cancel('sdk-00001', request).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(IdsUnreachable);
  expect((failure as IdsUnreachable).attempts).toBe(3);
  expect(bodies).toHaveLength(3);
});

test('an answer of something else is told as such', async () => {
  const page = (response: ServerResponse) => response.writeHead(404).end('<html>Not here</html>');
  const { client } = await misbehavingServer([page]);
  await expect(client.get('sdk-00001')).rejects.toBeInstanceOf(IdsUnexpectedAnswer);
});
