import { type Command, InvalidArgumentError } from 'commander';
import { recomputeEntitlements, recomputePersons } from '../../../modules/entitlements/index.ts';
import { withInstallation } from '../with-installation.ts';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

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

function readId(text: string): string {
  if (!UUID.test(text)) {
    throw new InvalidArgumentError(
      'An internal id looks like 0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55.',
    );
  }
  return text.toLowerCase();
}
