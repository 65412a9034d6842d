import { createServer, type Server } from 'node:http';

/** One request to a simulated party, and the way to answer it. */
export interface Exchange {
  path: string;
  host: string;
  query: Readonly<Record<string, string>>;
  authorization: string;
  form: Readonly<Record<string, string>>;
  json: unknown;
  send(status: number, body: string | Buffer): void;
  redirect(to: string): void;
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
      const url = new URL(request.url ?? '/', 'http://127.0.0.1');
      const isJson = request.headers['content-type']?.includes('json') ?? false;
      answer({
        path: url.pathname,
        host: request.headers.host ?? '',
        query: Object.fromEntries(url.searchParams),
        authorization: request.headers.authorization ?? '',
        form: isJson ? {} : Object.fromEntries(new URLSearchParams(body)),
        json: isJson ? JSON.parse(body) : {},
        send: (status, text) => {
          response.writeHead(status, { 'content-type': typeOf(text) }).end(text);
        },
        redirect: (to) => response.writeHead(302, { location: to }).end(),
      });
    });
  });
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return server;
}

function typeOf(body: string | Buffer): string {
  if (typeof body !== 'string') return 'application/pkix-crl';
  return body.startsWith('<') ? 'text/html; charset=utf-8' : 'application/json';
}
