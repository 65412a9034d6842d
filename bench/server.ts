import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PROJECT_FOLDER } from '../platform/config/config.ts';

/** A server of its own for the bench: another process, another folder, another database. */
export interface BenchServer {
  baseUrl: string;
  folder: string;
  environment: NodeJS.ProcessEnv;
  /** From the start of the process until it answers. */
  startSeconds: number;
  stop(): Promise<void>;
}

export async function startServer(options: {
  persons: number;
  folder?: string;
}): Promise<BenchServer> {
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'koplieta-bench-'));
  const environment = {
    ...process.env,
    KOPLIETA_FOLDER: folder,
    KOPLIETA_PERSONS: String(options.persons),
    KOPLIETA_PORT: '0',
    KOPLIETA_DATABASE: `koplieta_bench_${process.pid}`,
    KOPLIETA_LOG_LEVEL: 'warn',
    KOPLIETA_OPERATOR_KEY: 'operator_key_of_the_bench_0123456789',
  };
  const begunMs = performance.now();
  const child = spawn(process.execPath, ['apps/server/koplieta.js', 'start'], {
    cwd: PROJECT_FOLDER,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const baseUrl = await addressOf(child);
  const startSeconds = (performance.now() - begunMs) / 1_000;
  return { baseUrl, folder, environment, startSeconds, stop: () => stop(child, folder) };
}

async function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  return await new Promise((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      const found = /Open\s+(http:\S+?)\/?\s/.exec(said)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${said}`)));
  });
}

async function stop(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
}

/** A figure of the server's own metrics, such as `process_resident_memory_bytes`. */
export async function readMetric(server: BenchServer, name: string): Promise<number> {
  const response = await fetch(`${server.baseUrl}/metrics`, {
    headers: { authorization: `Bearer ${server.environment.KOPLIETA_OPERATOR_KEY}` },
  });
  const found = new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)$`, 'm').exec(await response.text());
  if (!found?.[1]) throw new Error(`The server has no metric ${name}.`);
  return Number(found[1]);
}
