import { spawn } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a receiver does with a page: answers, answers late, never answers, or cuts the connection. */
export type Step = { status: number; location?: string; delayMs?: number } | 'hang' | 'cut';

export interface ReceivedPage {
  path: string;
  id: string;
  timestamp: number;
  signature: string;
  text: string;
  body: {
    page: string;
    after: number;
    position: number;
    replay: boolean;
    changes?: { position: number; upsert?: Record<string, unknown> }[];
    messages?: { position: number; body: Record<string, unknown> }[];
  };
  /** What it was answered. */
  step: Step;
  /** So many others of the same path were under way when it came. */
  beside: number;
}

export interface Receiver {
  /** Without a slash at its end; any path will do. */
  url: string;
  /** What to do with the pages of a path to come, one after the other; the last for all that follow. */
  script(path: string, ...steps: Step[]): Promise<void>;
  received(path: string): Promise<ReceivedPage[]>;
  stop(): Promise<void>;
}

/** A receiver of webhooks as a process of its own, at the real wire. */
export async function startReceiver(): Promise<Receiver> {
  const child = spawn(process.execPath, [import.meta.filename], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  const port = await new Promise<string>((done) => {
    child.stdout.once('data', (chunk: Buffer) => done(chunk.toString().trim()));
  });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    script: async (path, ...steps) => {
      await fetch(`${url}${path}`, { method: 'PUT', body: JSON.stringify(steps) });
    },
    received: async (path) => (await (await fetch(`${url}${path}`)).json()) as ReceivedPage[],
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

interface Path {
  steps: Step[];
  received: ReceivedPage[];
  underWay: number;
}

const paths = new Map<string, Path>();

function pathOf(name: string): Path {
  const path = paths.get(name) ?? { steps: [], received: [], underWay: 0 };
  paths.set(name, path);
  return path;
}

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = request.url ?? '';
  const path = pathOf(name);
  if (request.method === 'GET') return void response.end(JSON.stringify(path.received));
  if (request.method === 'PUT') {
    path.steps = JSON.parse(await textOf(request));
    return void response.end();
  }
  const beside = path.underWay++;
  response.once('close', () => {
    path.underWay -= 1;
  });
  const text = await textOf(request);
  const step = (path.steps.length > 1 ? path.steps.shift() : path.steps[0]) ?? { status: 204 };
  const {
    'webhook-id': id,
    'webhook-timestamp': at,
    'webhook-signature': signature,
  } = request.headers;
  path.received.push({
    ...{ path: name, id: String(id), timestamp: Number(at), signature: String(signature) },
    ...{ text, body: JSON.parse(text), step, beside },
  });
  if (step === 'hang') return;
  if (step === 'cut') return void request.socket.destroy();
  if (step.delayMs) await sleep(step.delayMs);
  response.writeHead(step.status, step.location ? { location: step.location } : {});
  response.end();
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

if (process.argv[1] === import.meta.filename) {
  // Ends with the test that started it, whatever ends that.
  process.stdin.resume().once('close', () => process.exit());
  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    console.log(typeof address === 'object' && address ? address.port : '');
  });
}
