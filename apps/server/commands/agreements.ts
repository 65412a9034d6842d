import { type Command, InvalidArgumentError } from 'commander';
import { loadProviders } from '../../../modules/providers/index.ts';
import { withInstallation } from '../with-installation.ts';
import { readDay } from './read-day.ts';

const SETTLEMENT_DAYS_MAX = 365;

interface Options {
  grantor: string;
  provider: string;
  number: string;
  relief: string[];
  from: string;
  to?: string;
  settlementDays: number;
}

/** `koplieta agreements …`: which provider applies which reliefs of a grantor. */
export function addAgreementsCommand(program: Command): void {
  const agreements = program
    .command('agreements')
    .description('agreements between grantors and providers');
  agreements
    .command('add')
    .description('let a provider apply reliefs of a grantor; a number that exists is changed')
    .requiredOption('--grantor <code>', 'organisation that pays')
    .requiredOption('--provider <code>', 'organisation that applies the reliefs')
    .requiredOption('--number <number>', 'of the agreement, as the two parties know it')
    .requiredOption('--relief <codes...>', 'published reliefs')
    .requiredOption('--from <day>', 'first day, YYYY-MM-DD', readDay)
    .option('--to <day>', 'first day without it; open when not stated', readDay)
    .option('--settlement-days <days>', 'within how many days the grantor pays', readDays, 30)
    .action(add);
}

async function add(options: Options): Promise<void> {
  const { grantor, provider, number, relief: reliefs, from, to = null, settlementDays } = options;
  const agreement = { grantor, provider, number, from, to, settlementDays, reliefs };
  await withInstallation('agreements add', async ({ context }) => {
    const { written } = await loadProviders(context, { providers: [], agreements: [agreement] });
    console.log(
      written > 0
        ? `${provider} applies ${reliefs.join(', ')} of ${grantor} from ${from} on (${number}).`
        : 'The agreement stands like this already.',
    );
  });
}

function readDays(text: string): number {
  const days = Number(text);
  if (!(Number.isInteger(days) && days >= 0 && days <= SETTLEMENT_DAYS_MAX)) {
    throw new InvalidArgumentError(`Say a whole number from 0 to ${SETTLEMENT_DAYS_MAX}.`);
  }
  return days;
}
