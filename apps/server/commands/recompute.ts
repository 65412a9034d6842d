import type { Command } from 'commander';
import { recomputeEntitlements, recomputePersons } from '../../../modules/entitlements/index.ts';
import { withInstallation } from '../with-installation.ts';
import { readId } from './read-id.ts';

export function addRecomputeCommand(program: Command): void {
  program
    .command('recompute')
    .description('recompute which reliefs people have, from facts and published instructions')
    .option('--person <id>', 'only this person and those related to them, by internal id', readId)
    .action(async ({ person }: { person?: string }) => {
      await withInstallation('recompute', async ({ context, progress }) => {
        const { persons, added, superseded } = await progress.step(
          'Computing who has which relief',
          (tell) =>
            person
              ? recomputePersons(context, [person])
              : recomputeEntitlements(context, {
                  onProgress: ({ persons: done, of }) => tell(`${done} of ${of} persons`),
                }),
        );
        console.log(
          `${persons} persons: ${added} entitlements added, ${superseded} ended, the others unchanged.`,
        );
      });
    });
}
