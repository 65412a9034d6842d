import type { Command } from 'commander';
import { parseConfig } from '../../../platform/config/config.ts';
import { createProgress } from '../../../platform/progress/progress.ts';
import { createServerLog } from '../server-log.ts';
import { type RunningServer, start } from '../start.ts';

/** Ctrl-C in a terminal reaches us twice: by itself and through npm. The second one is no hurry. */
const IMPATIENCE_MS = 1_500;

export function addStartCommand(program: Command): void {
  program
    .command('start')
    .description('bring everything up and serve until Ctrl-C')
    .action(async () => {
      const config = parseConfig(process.env);
      const stopping = new AbortController();
      endOnSignal(stopping);
      const log = await createServerLog(config.logLevel);
      const progress = createProgress((text) => process.stdout.write(text));
      const server = await start(config, { log, progress });
      await aborted(stopping.signal);
      await end(server, (text) => process.stdout.write(text));
    });
}

function endOnSignal(stopping: AbortController): void {
  let firstAt = 0;
  const end = () => {
    if (!firstAt) firstAt = performance.now();
    stopping.abort();
    if (performance.now() - firstAt > IMPATIENCE_MS) process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end);
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
}

async function end(server: RunningServer, write: (text: string) => void): Promise<void> {
  write('\nEnding ...\n');
  await server.close();
  write('Everything has ended.\n');
}
