import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  classifiersFromFiles,
  loadClassifiers,
  readContentFiles,
} from '../../modules/classifiers/index.ts';
import { appointSimulatedOfficials, listSimulatedOfficials } from '../../modules/identity/index.ts';
import { addSimulatedAccessKeys, loadProviders } from '../../modules/providers/index.ts';
import { fillCatalogue, readReliefFiles, renewCatalogue } from '../../modules/reliefs/index.ts';
import { rigaDay } from '../../platform/clock/day.ts';
import { runOnce } from '../../platform/database/completed-steps.ts';
import type { Installation } from './open-installation.ts';
import { runInChild } from './run-in-child.ts';
import { countryFolder, simulateCountry } from './simulated-country.ts';

/** What must be in the database before the server answers. Each step does nothing when it is there. */
export interface StartStep {
  /** As a person reads it while waiting: "Loading the classifiers". */
  name: string;
  run(installation: Installation, tell: (detail: string) => void): Promise<void>;
}

/** In this order: reliefs name codes, agreements name reliefs, entitlements follow from all. */
export const START_STEPS: readonly StartStep[] = [
  {
    name: 'Loading the classifiers',
    run: async ({ config: { vocabulary }, context }) =>
      void (await loadClassifiers(context, readContentFiles({ vocabulary }))),
  },
  { name: 'Making the simulated country', run: makeCountry },
  { name: 'Loading the simulated country', run: loadCountryOnce },
  { name: 'Publishing the reliefs', run: publishReliefs },
  { name: 'Loading the providers', run: loadProvidersOnce },
  { name: 'Computing who has which relief', run: computeEntitlements },
  { name: 'Appointing officials', run: appointOfficials },
];

/** On the first run only: a country that is there stays, also on a later day. */
async function makeCountry(
  { config, context, progress }: Installation,
  tell: (detail: string) => void,
): Promise<void> {
  if (!config.simulated) return;
  const { persons } = await simulateCountry({
    folder: countryFolder(config.folder),
    persons: config.persons,
    referenceDay: rigaDay(context.clock.now()),
    onProgress: (made) => tell(`${made} of ${config.persons} persons`),
  });
  if (persons === config.persons) return;
  progress.say(
    `The simulated country of this folder has ${persons} persons and stays. ` +
      'For another one set KOPLIETA_FOLDER and KOPLIETA_DATABASE to new names.',
  );
}

async function loadCountryOnce(
  installation: Installation,
  tell: (detail: string) => void,
): Promise<void> {
  const { config, context } = installation;
  const fingerprint = readCountry(config.folder);
  if (!config.simulated || !fingerprint) return;
  await runOnce(context, { name: 'load-country', fingerprint }, () =>
    runInChild('load-country', installation, tell),
  );
}

/** In real use only into an empty catalogue: what follows is published by officials. */
async function publishReliefs({ config, context }: Installation): Promise<void> {
  const publish = config.simulated ? renewCatalogue : fillCatalogue;
  const { vocabulary } = config;
  await publish(context, readReliefFiles(), classifiersFromFiles({ vocabulary }));
}

async function loadProvidersOnce({ config, context }: Installation): Promise<void> {
  if (!config.simulated) return;
  const text = readFileSync(join(countryFolder(config.folder), 'providers.json'), 'utf8');
  await runOnce(context, { name: 'load-providers', fingerprint: digestOf(text) }, async () => {
    const statements = JSON.parse(text) as { providers: { ids: { code: string }[] }[] };
    await loadProviders(context, statements);
    const codes = statements.providers.flatMap(({ ids }) => ids.map(({ code }) => code));
    await addSimulatedAccessKeys(context, codes);
  });
}

/** In the simulated country some people are officials of the capital, and sell for its transport. */
async function appointOfficials({ config, context }: Installation): Promise<void> {
  const fingerprint = readCountry(config.folder);
  if (!config.simulated || !fingerprint) return;
  for (const { step, organisation, roles } of OFFICES) {
    await runOnce(context, { name: step, fingerprint: digestOf(fingerprint) }, () =>
      appointSimulatedOfficials(context, { organisation, roles }),
    );
  }
}

async function computeEntitlements(
  installation: Installation,
  tell: (detail: string) => void,
): Promise<void> {
  const { config, context } = installation;
  const texts = readReliefFiles().map(({ text }) => text);
  const fingerprint = digestOf([readCountry(config.folder) ?? '', ...texts].join('\n'));
  await runOnce(context, { name: 'compute-entitlements', fingerprint }, () =>
    runInChild('compute-entitlements', installation, tell),
  );
}

/** What the simulated country of a folder was made with; none when there is no country yet. */
function readCountry(installationFolder: string): string | undefined {
  const path = join(countryFolder(installationFolder), 'country.json');
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Where people are officials: two administrators where there must be four eyes. */
const OFFICES = [
  {
    ...{ step: 'appoint-officials', organisation: 'm-0001000', of: 'Rīga' },
    roles: ['administrator', 'administrator', 'editor', 'reviewer', 'auditor', 'agent'],
  },
  {
    ...{ step: 'appoint-cashiers', organisation: 'rigas-transports', of: 'the transport of Rīga' },
    roles: ['administrator', 'cashier'],
  },
] as const;

interface Example {
  title: { lv: string; en: string };
  name: string;
  means: { kind: string; value: string }[];
}

/** Lines that the start prints at its end: whom and what to try. */
export async function listExamples({ config, context }: Installation): Promise<string[]> {
  const path = join(countryFolder(config.folder), 'examples.json');
  if (!config.simulated || !existsSync(path)) return [];
  const examples = JSON.parse(readFileSync(path, 'utf8')) as Example[];
  const officials = await Promise.all(
    OFFICES.map(async ({ organisation, of }) => ({
      of,
      people: await listSimulatedOfficials(context, organisation),
    })),
  );
  return [
    'People of the simulated country, with cards to try:',
    ...examples.flatMap(({ title, name, means }) => [
      `  ${name} (${title.en})`,
      ...means.map(({ kind, value }) => `    ${kind.padEnd(14)} ${value}`),
    ]),
    '',
    'Officials, who sign on by the telephone or the bank and choose to act as officials:',
    ...officials.flatMap(({ of, people }) =>
      people.map(
        ({ name, personalCode, roles }) =>
          `  ${name} ${personalCode} (${roles.join(', ')} of ${of})`,
      ),
    ),
    '',
  ];
}
