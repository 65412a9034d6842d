import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { until } from './until.ts';

export interface NatsServer {
  url: string;
  /** Ends at once, and loses what it kept. */
  stop(): Promise<void>;
}

/** A NATS server with JetStream for the tests, on a free port unless one is asked for. */
export async function startNats(port = -1): Promise<NatsServer> {
  const folder = mkdtempSync(join(tmpdir(), 'koplieta-nats-'));
  const options = ['-js', '-a', '127.0.0.1', '-p', String(port)];
  const folders = ['-sd', folder, '--ports_file_dir', folder];
  const PATH = [process.env.PATH, '/usr/sbin'].join(delimiter);
  const child = spawn('nats-server', [...options, ...folders], { stdio: 'ignore', env: { PATH } });
  const ended = new Promise((done) => child.once('exit', done));
  const text = await until(
    () => {
      const file = readdirSync(folder).find((name) => name.endsWith('.ports'));
      return file ? readFileSync(join(folder, file), 'utf8') : '';
    },
    (found) => found.endsWith('}'),
  );
  const { nats } = JSON.parse(text) as { nats: string[] };
  return {
    url: nats[0] ?? '',
    stop: async () => {
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
