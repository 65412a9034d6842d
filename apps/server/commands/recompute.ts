import type { Command } from 'commander';
import {
  recomputeDiffering,
  recomputeEntitlements,
  recomputePersons,
} from '../../../modules/entitlements/index.ts';
import { withInstallation } from '../with-installation.ts';
import { readId } from './read-id.ts';

export function addRecomputeCommand(program: Command): void {
  program
    .command('recompute')
    .description('recompute which reliefs people have, from facts and published instructions')
    .option('--person <id>', 'only this person and those related to them, by internal id', readId)
    .option('--differing', 'only those whose reliefs of today are not what they should be')
    .action(async ({ person, differing }: { person?: string; differing?: true }) => {
      await withInstallation('recompute', async ({ context, progress }) => {
        const { persons, added, superseded } = await progress.step(
          'Computing who has which relief',
          (tell) => {
            if (person) return recomputePersons(context, [person]);
            if (differing) {
              return recomputeDiffering(context, {
                onProgress: ({ done, of }) => tell(`${done} of ${of} ranges of persons`),
              });
            }
            return recomputeEntitlements(context, {
              onProgress: ({ persons: done, of }) => tell(`${done} of ${of} persons`),
            });
          },
        );
        console.log(
          `${persons} persons: ${added} entitlements added, ${superseded} ended, the others unchanged.`,
        );
      });
    });
}
