import { parseConfig } from '../../platform/config/config.ts';
import { createLog } from '../../platform/log/create-log.ts';
import { createProgress } from '../../platform/progress/progress.ts';
import { type Installation, openInstallation } from './open-installation.ts';

/**
 * Opens the installation for one command, and closes it whatever happens. Progress goes to standard
 * error, so that standard output is the command's own.
 */
export async function withInstallation(
  command: string,
  work: (installation: Installation) => Promise<void>,
): Promise<void> {
  const config = parseConfig(process.env);
  const log = createLog(config.logLevel === 'info' ? 'warn' : config.logLevel, process.stderr);
  const progress = createProgress((text) => process.stderr.write(text));
  const installation = await openInstallation(config, { command, log, progress });
  try {
    await work(installation);
  } finally {
    await installation.close();
  }
}
