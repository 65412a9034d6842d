import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { ERASURE_REASONS, type Erasure, eraseRecords } from '../../../../modules/exchange/index.ts';
import { withInstallation } from '../../with-installation.ts';
import { readName, type VersionName } from './read-name.ts';

interface Options {
  reason: Erasure['reason'];
  legalBasis: string;
}

/** `koplieta data-sets erase`: keys come from a file, as arguments are seen by others and kept. */
export function addEraseCommand(dataSets: Command): void {
  dataSets
    .command('erase')
    .description('erase what is and was known of records')
    .argument('<code@version>', 'as in izm-documents@1', readName)
    .argument(
      '<file>',
      'JSON array of keys; a lookup erases all records that begin with it',
      readKeys,
    )
    .addOption(
      new Option('--reason <case>', 'the case of Article 17 (1) of the GDPR')
        .choices(ERASURE_REASONS)
        .makeOptionMandatory(),
    )
    .requiredOption(
      '--legal-basis <text>',
      'the decision or provision; it is kept and names nobody',
    )
    .action((name: VersionName, keys: unknown[], { reason, legalBasis }: Options) =>
      withInstallation('data-sets erase', async ({ context }) => {
        const erased = await eraseRecords(context, name, { keys, reason, legalBasis });
        console.log(
          `${erased.records} records in ${erased.changes} changes, ${erased.quarantined} in the ` +
            `quarantine, ${erased.lines} lines of uploads`,
        );
      }),
    );
}

function readKeys(path: string): unknown[] {
  let keys: unknown;
  try {
    keys = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new InvalidArgumentError('The file cannot be read as JSON.');
  }
  if (!Array.isArray(keys) || keys.length === 0) {
    throw new InvalidArgumentError('The file holds an array of keys: [{"personCode": "…"}].');
  }
  return keys;
}
