import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { simulatedAccessKey } from '../../../modules/providers/index.ts';
import { type Config, parseConfig } from '../../../platform/config/config.ts';
import type { TerminalIds } from '../../terminal/connection.ts';
import type { Language } from '../../terminal/receipt.ts';
import { runTerminal } from '../../terminal/run-terminal.ts';
import { runTraffic } from '../../terminal/traffic.ts';
import { openInstallationKeys } from '../open-installation.ts';
import { countryFolder } from '../simulated-country.ts';

interface Options {
  url: string;
  key?: string;
  language: Language;
  traffic?: number;
  seconds: number;
  list?: true;
}

const CARDS_OF_A_KIND_MAX = 5_000;
const RATE_MAX = 10_000;

/** A terminal of a provider: it speaks with the platform over HTTP alone, as any other would. */
export function addTerminalCommand(program: Command): void {
  program
    .command('terminal')
    .description('a terminal: choose a place, scan a card, build a basket, see the receipt')
    .option('--url <address>', 'where the platform is', 'http://127.0.0.1:8080')
    .option('--key <key>', 'access key of an IDS; the simulated ones when not stated')
    .addOption(new Option('--language <code>').choices(['lv', 'en']).default('lv'))
    .option('--traffic <number>', 'so many believable transactions a second instead', positive)
    .option('--seconds <number>', 'how long the traffic lasts', positive, Number.MAX_SAFE_INTEGER)
    .option('--list', 'print the simulated systems with their access keys, and end')
    .action(async (options: Options) => {
      const config = parseConfig(process.env);
      const ids = options.key
        ? [{ name: options.url, accessKey: options.key }]
        : listSimulatedIds(config, options.language);
      if (options.list) return printIds(ids);
      const { url: baseUrl, language, traffic } = options;
      if (!traffic) return await runTerminal({ baseUrl, language, ids });
      const stopping = new AbortController();
      process.once('SIGINT', () => stopping.abort());
      await runTraffic({
        ...{ baseUrl, language, ids, transactionsPerSecond: traffic, seconds: options.seconds },
        cards: await readCards(config),
        signal: stopping.signal,
        report: (line) => console.log(line),
      });
    });
}

function positive(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= RATE_MAX)) {
    throw new InvalidArgumentError(`Say a number above 0, at most ${RATE_MAX}.`);
  }
  return number;
}

interface Statements {
  providers: { organisation: string; ids: { code: string; name: string }[] }[];
}

/** The systems of the simulated country, whose access keys follow from the installation's secret. */
function listSimulatedIds(config: Config, language: Language): TerminalIds[] {
  const path = join(countryFolder(config.folder), 'providers.json');
  if (!existsSync(path)) throw new Error(NO_COUNTRY[language]);
  const { providers } = JSON.parse(readFileSync(path, 'utf8')) as Statements;
  const keys = openInstallationKeys(config);
  return providers.flatMap((provider) =>
    provider.ids.map(({ code, name }) => ({
      name: `${provider.organisation} · ${name}`,
      accessKey: simulatedAccessKey(keys, code).keyText,
    })),
  );
}

const NO_COUNTRY: Record<Language, string> = {
  lv: 'Šeit nav simulētās valsts. Palaidiet “npm start” vai norādiet --key un --url.',
  en: 'There is no simulated country here. Run "npm start" first, or state --key and --url.',
};

function printIds(ids: readonly TerminalIds[]): void {
  for (const { name, accessKey } of ids) console.log(`${accessKey}  ${name}`);
}

/** Some cards of each kind, as their issuers wrote them. */
async function readCards(config: Config): Promise<Map<string, string[]>> {
  const cards = new Map<string, string[]>();
  const path = join(countryFolder(config.folder), 'issuers', 'means.ndjson');
  for await (const line of createInterface({ input: createReadStream(path) })) {
    const { kind, value } = JSON.parse(line) as { kind: string; value: string };
    const known = cards.get(kind) ?? [];
    if (known.length < CARDS_OF_A_KIND_MAX) known.push(value);
    cards.set(kind, known);
  }
  return cards;
}
