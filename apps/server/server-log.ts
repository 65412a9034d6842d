import { createLog, type LogLevel } from '../../platform/log/create-log.ts';
import type { Log } from '../../platform/log/log.ts';

/** JSON lines, or lines for a person when standard output is a terminal. */
export async function createServerLog(level: LogLevel): Promise<Log> {
  if (!process.stdout.isTTY) return createLog(level);
  const { default: pretty } = await import('pino-pretty');
  return createLog(level, pretty({ colorize: true, ignore: 'requestId', singleLine: true }));
}
