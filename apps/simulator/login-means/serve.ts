import { createServer, type Server } from 'node:http';

/** One request to a simulated party, and the way to answer it. */
export interface Exchange {
  path: string;
  form: Readonly<Record<string, string>>;
  json: unknown;
  send(status: number, body: string): void;
}

const BODY_MAX = 100_000;

/** Serves simulated parties on this machine; `answer` says what to do with each request. */
export async function serve(answer: (exchange: Exchange) => void, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
      if (body.length > BODY_MAX) request.destroy();
    });
    request.on('end', () => {
      const isJson = request.headers['content-type']?.includes('json') ?? false;
      answer({
        path: (request.url ?? '/').split('?')[0] ?? '/',
        form: isJson ? {} : Object.fromEntries(new URLSearchParams(body)),
        json: isJson ? JSON.parse(body) : {},
        send: (status, text) => {
          const type = text.startsWith('<') ? 'text/html; charset=utf-8' : 'application/json';
          response.writeHead(status, { 'content-type': type }).end(text);
        },
      });
    });
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return server;
}
