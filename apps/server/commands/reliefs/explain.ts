import type { Command } from 'commander';
import {
  type CodeNames,
  explainRelief,
  explanationSentence,
  listText,
  type ReliefExplanation,
  readCodeNames,
} from '../../../../modules/reliefs/index.ts';
import { withInstallation } from '../../with-installation.ts';
import type { Language } from './language.ts';

/** `koplieta reliefs explain`: why somebody has a relief on a day, or does not. */
export function addExplainCommand(reliefs: Command): void {
  reliefs
    .command('explain')
    .description('say why a person has a relief on a day, or does not')
    .argument('<person>', 'internal id')
    .argument('<relief>', 'code')
    .argument('<day>', 'YYYY-MM-DD')
    .option('--lv', 'explain in Latvian')
    .action((personId: string, code: string, day: string, { lv }: { lv?: true }) =>
      explain({ personId, code, day }, lv ? 'lv' : 'en'),
    );
}

async function explain(
  asked: { personId: string; code: string; day: string },
  language: Language,
): Promise<void> {
  await withInstallation('reliefs explain', async ({ context }) => {
    const names = await readCodeNames(context);
    const explanation = await explainRelief(context, asked);
    process.stdout.write(describe(explanation, names, language));
  });
}

const SAYS = {
  lv: {
    verdict: { yes: 'jā', no: 'nē', unknown: 'nav zināms' },
    none: 'Šajā dienā atvieglojums nav spēkā vai persona nav dzīva.',
    noGrantor: 'Nav zināms, kura pašvaldība atvieglojumu dod.',
    grantor: (name: string) => `Atvieglojuma devējs: ${name}.`,
    version: (version = 0) => `${version}. redakcija.`,
    benefit: (position: number) => `${position}. atbalsta papildu nosacījums:`,
  },
  en: {
    verdict: { yes: 'yes', no: 'no', unknown: 'unknown' },
    none: 'No version is in force on the day, or the person is not alive.',
    noGrantor: 'It is not known which municipality gives the relief.',
    grantor: (name: string) => `Grantor: ${name}.`,
    version: (version = 0) => `Version ${version}.`,
    benefit: (position: number) => `Further condition of benefit ${position}:`,
  },
} as const;

function describe(explanation: ReliefExplanation, names: CodeNames, language: Language): string {
  const says = SAYS[language];
  const { relief, day, verdict, version, grantor, who, benefits } = explanation;
  const lines = [`${relief}, ${day}: ${says.verdict[verdict]}\n`];
  if (!who) return `${lines.join('')}${says.none}\n`;
  const named = grantor === undefined ? undefined : names.organisation?.(grantor)?.[language];
  lines.push(`${grantor === undefined ? says.noGrantor : says.grantor(named ?? grantor)}`);
  lines.push(` ${says.version(version)}\n`);
  lines.push(listText(explanationSentence(who, names, language)));
  for (const benefit of benefits) {
    lines.push(`${says.benefit(benefit.position + 1)}\n`);
    lines.push(listText(explanationSentence(benefit.explanation, names, language)));
  }
  return lines.join('');
}
