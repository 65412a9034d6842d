import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { endAllLogIns } from '../../../modules/identity/index.ts';
import { findPersonByCode } from '../../../modules/persons/index.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { withInstallation } from '../with-installation.ts';

/** `koplieta people …`: what the operator does for a person who cannot. */
export function addPeopleCommand(program: Command): void {
  program
    .command('people')
    .description('what the operator does for a person who cannot')
    .command('end-log-ins')
    .description('sign a person out everywhere: their personal code is read from standard input')
    .action(endLogIns);
}

async function endLogIns(): Promise<void> {
  const code = readFileSync(0, 'utf8').trim();
  await withInstallation('people end-log-ins', async ({ context }) => {
    const personId = await findPersonByCode(context, code);
    if (personId === undefined) throw new Refusal('person-unknown');
    await endAllLogIns(context, { personId });
    console.log('The person is signed out everywhere. Sites that they used are being told.');
  });
}
