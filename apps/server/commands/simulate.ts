import { type Command, InvalidArgumentError } from 'commander';
import { rigaDay } from '../../../platform/clock/day.ts';
import {
  type CountryDescription,
  type CountryReport,
  countryFolder,
  loadCountry,
  simulateCountry,
} from '../simulated-country.ts';
import { withInstallation } from '../with-installation.ts';

const PERSONS_MAX = 2_032_893;
const REFUSALS_PRINTED = 5;

export function addSimulateCommand(program: Command): void {
  program
    .command('simulate')
    .description('make the simulated country and load it; what is there already stays')
    .option('--persons <number>', `how many people, up to ${PERSONS_MAX}`, wholeNumber)
    .option('--seed <number>', 'another seed makes other people', wholeNumber, 1)
    .action(async ({ persons, seed }: { persons?: number; seed: number }) =>
      withInstallation('simulate', async ({ config, context, progress }) => {
        const folder = countryFolder(config.folder);
        const count = persons ?? config.persons;
        const referenceDay = rigaDay(context.clock.now());
        const country = await progress.step('Making the simulated country', (tell) =>
          simulateCountry({
            ...{ folder, persons: count, seed, referenceDay },
            onProgress: (made) => tell(`${made} of ${count} people`),
          }),
        );
        console.log(describeCountry(country, { persons: count, seed }));
        const report = await progress.step('Loading it', (tell) =>
          loadCountry(context, folder, {
            vocabulary: config.vocabulary,
            onProgress: ({ register, share }) => tell(`${register}: ${Math.round(share * 100)} %`),
          }),
        );
        for (const line of describeReport(report)) console.log(line);
      }),
    );
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!/^\d+$/.test(text) || number < 1 || number > PERSONS_MAX) {
    throw new InvalidArgumentError(`Say a whole number from 1 to ${PERSONS_MAX}.`);
  }
  return number;
}

function describeCountry(
  { persons, seed, referenceDay }: CountryDescription,
  asked: { persons: number; seed: number },
): string {
  const country = `The simulated country has ${persons} people (seed ${seed}, ${referenceDay}).`;
  if (persons === asked.persons && seed === asked.seed) return country;
  return `${country} It stays: for another one, set KOPLIETA_FOLDER and KOPLIETA_DATABASE to new names.`;
}

function describeReport({ registers, means, members }: CountryReport): string[] {
  return [
    ...registers.map(({ register, records, quarantined, faulty, waiting }) => {
      const refused = `${quarantined} in quarantine, ${faulty} with faults`;
      return `${register}: ${records} records, ${refused}, ${waiting} waiting`;
    }),
    ...[
      { ...means, register: 'means' },
      { ...members, register: 'members' },
    ].flatMap(({ register, records, refused, refusals }) => [
      `${register}: ${records} records, ${refused} refused`,
      ...refusals.slice(0, REFUSALS_PRINTED).map(({ line, reason }) => `  line ${line}: ${reason}`),
    ]),
  ];
}
