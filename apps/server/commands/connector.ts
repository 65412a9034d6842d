import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Command } from 'commander';
import { configProblemText, readConnectorConfig } from '../../connector/config.ts';
import {
  type Connector,
  checkConnector,
  runOnce,
  runOnSchedule,
} from '../../connector/run-connector.ts';

interface Options {
  config: string;
  once?: true;
  lv?: true;
}

/**
 * `koplieta connector …`: what an institution runs beside its own systems. It speaks with the platform
 * over HTTP alone, with a system's key; it needs neither this installation nor its database.
 */
export function addConnectorCommand(program: Command): void {
  const connector = program
    .command('connector')
    .description("bring records of an institution's database or folder into data sets");
  connector
    .command('run')
    .description('run the sources of a configuration on their schedules, until Ctrl-C')
    .requiredOption('--config <file>', 'the configuration')
    .option('--once', 'run each source once, and end')
    .option('--lv', 'say what is wrong with the configuration in Latvian')
    .action(async (options: Options) => {
      const connector = open(options);
      if (!connector) return;
      if (!options.once) return await runOnSchedule(connector);
      if ((await runOnce(connector)) > 0) process.exitCode = 1;
    });
  connector
    .command('check')
    .description('check a configuration, its connections and columns, and send nothing')
    .requiredOption('--config <file>', 'the configuration')
    .option('--lv', 'say what is wrong with the configuration in Latvian')
    .action(async (options: Options) => {
      const connector = open(options);
      if (connector) await checkConnector(connector);
    });
}

function open({ config: file, lv }: Options): Connector | undefined {
  const reading = readConnectorConfig({ file, text: readFileSync(file, 'utf8') });
  if (!reading.ok) {
    const language = lv ? 'lv' : 'en';
    for (const problem of reading.problems) console.error(configProblemText(problem, language));
    process.exitCode = 1;
    return undefined;
  }
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopping.abort());
  return {
    config: reading.config,
    folder: dirname(resolve(file)),
    environment: process.env,
    signal: stopping.signal,
    say: (sentence) => console.log(`${new Date().toISOString()} ${sentence}`),
  };
}
