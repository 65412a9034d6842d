import { type ChildProcess, spawn } from 'node:child_process';
import { PROJECT_FOLDER } from '../platform/config/config.ts';

const OPERATOR_KEY = 'operator_key_of_the_bench_0123456789';

/** A server of its own for the bench: another process, another folder, another database. */
export interface BenchServer {
  baseUrl: string;
  /** From the start of the process until it answers. */
  startSeconds: number;
  stop(): Promise<void>;
}

/** The settings of the bench's installation: a server of the operator's, or the embedded one. */
export function benchEnvironment(folder: string, persons: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    KOPLIETA_FOLDER: folder,
    KOPLIETA_PERSONS: String(persons),
    KOPLIETA_PORT: '0',
    KOPLIETA_DATABASE: `koplieta_bench_${process.pid}`,
    KOPLIETA_LOG_LEVEL: 'warn',
    KOPLIETA_OPERATOR_KEY: OPERATOR_KEY,
  };
}

export async function startServer(environment: NodeJS.ProcessEnv): Promise<BenchServer> {
  const begunMs = performance.now();
  const child = spawn(process.execPath, ['apps/server/koplieta.js', 'start'], {
    cwd: PROJECT_FOLDER,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const baseUrl = await addressOf(child);
  const startSeconds = (performance.now() - begunMs) / 1_000;
  return { baseUrl, startSeconds, stop: () => stop(child) };
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

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

const MEBIBYTE = 1_048_576;

/** The resident memory of the server's process, by its own metrics. */
export async function readMemoryMebibytes(server: BenchServer): Promise<number> {
  return Math.round((await readMetric(server, 'process_resident_memory_bytes')) / MEBIBYTE);
}

/** Seconds of processor time that the server's process has taken, by its own metrics. */
export async function readServerCpuSeconds(server: BenchServer): Promise<number> {
  return await readMetric(server, 'process_cpu_seconds_total');
}

/** One figure of the server's metrics, with its labels as they stand there. */
export async function readMetric({ baseUrl }: BenchServer, name: string): Promise<number> {
  const response = await fetch(`${baseUrl}/metrics`, {
    headers: { authorization: `Bearer ${OPERATOR_KEY}` },
  });
  const lines = (await response.text()).split('\n');
  const told = lines.find((line) => line.startsWith(`${name} `))?.slice(name.length);
  if (told === undefined) throw new Error(`The server does not tell ${name}.`);
  return Number(told);
}
