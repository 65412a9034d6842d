import type { Command } from 'commander';
import { listOrganisations } from '../../../modules/persons/index.ts';
import { withInstallation } from '../with-installation.ts';

/** `koplieta organisations`: by which codes commands and texts name institutions and merchants. */
export function addOrganisationsCommand(program: Command): void {
  program
    .command('organisations')
    .description('print organisations with the codes by which others name them')
    .argument('[text]', 'those alone that have it in their code or name')
    .action((text = '') =>
      withInstallation('organisations', async ({ context }) => {
        const wanted = text.toLowerCase();
        for (const { code, name } of await listOrganisations(context)) {
          const line = `${code}  ${name.lv} / ${name.en}`;
          if (line.toLowerCase().includes(wanted)) console.log(line);
        }
      }),
    );
}
