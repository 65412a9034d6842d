import type { Command } from 'commander';
import { parseConfig } from '../../../platform/config/config.ts';
import { examine } from '../examine.ts';

export function addDoctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('say what is wrong with this installation, and change nothing')
    .action(async () => {
      const findings = await examine(parseConfig(process.env));
      for (const { well, sentence } of findings) console.log(`${well ? 'ok ' : '!! '} ${sentence}`);
      if (findings.some(({ well }) => !well)) process.exitCode = 1;
    });
}
