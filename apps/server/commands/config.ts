import type { Command } from 'commander';
import { describeConfig, parseConfig } from '../../../platform/config/config.ts';

export function addConfigCommand(program: Command): void {
  program
    .command('config')
    .description('print every setting, its value and meaning, without secrets')
    .action(() => {
      process.stdout.write(describeConfig(process.env));
      parseConfig(process.env);
    });
}
