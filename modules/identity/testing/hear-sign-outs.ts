import { createServer } from 'node:http';
import { afterAll, onTestFinished, TestRunner } from 'vitest';

/** An address of this machine at which a client hears of sign-outs, unless it is away, and what it heard. */
export async function hearSignOuts(isAway = () => false) {
  const heard: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      if (isAway()) return response.writeHead(503).end();
      heard.push(new URLSearchParams(body).get('logout_token') ?? '');
      response.end();
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const close = () => void server.close();
  if (TestRunner.getCurrentTest()) onTestFinished(close);
  else afterAll(close);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { heard, backChannelUri: `http://127.0.0.1:${port}/signed-out` };
}
