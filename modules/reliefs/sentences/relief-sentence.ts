import { exclusionOf } from '../calculation/exclusion.ts';
import type { Bounds, Grantor, Instruction, Quota, Share } from '../instruction.ts';
import { benefitSentence } from './benefit-sentence.ts';
import { conditionSentence } from './condition-sentence.ts';
import { kindName } from './fact-sentence.ts';
import {
  AND,
  type CodeNames,
  counted,
  eurosText,
  type Language,
  listed,
  OR,
  percentText,
  type SentenceTree,
} from './words.ts';

/** One version of a relief in sentences. */
export interface InstructionSentences {
  who: SentenceTree;
  benefits: string[];
  quotas: string[];
  /** Absent when there is no budget. */
  budget?: string;
  shares: string[];
  /** How benefits and reliefs stand to each other, and what must be shown. */
  terms: string[];
}

interface Words {
  quotaIn: Readonly<Record<Quota['in'], string>>;
  quotaPer: Readonly<Record<Quota['per'], string>>;
  quota(parts: { per: string; most: string; period: string }): string;
  units: readonly [string, string];
  budget(amount: string, period: string): string;
  municipalityOf(fact: string): string;
  share(grantor: string, amount: string): string;
  sharePercent(grantor: string, percent: string): string;
  rest(grantor: string): string;
  means(kinds: string): string;
  best: string;
  every: string;
  exclusion(of: { per: 'line' | 'transaction'; by: 'best' | 'priority' }): string;
  fullPrice: string;
  bounds: Readonly<Record<keyof Bounds, string>>;
  atMost(amounts: string): string;
  leaves(amounts: string): string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  lv: {
    quotaIn: {
      day: 'dienā',
      week: 'nedēļā',
      month: 'mēnesī',
      quarter: 'ceturksnī',
      year: 'gadā',
      'school-year': 'mācību gadā',
      life: 'mūžā',
    },
    quotaPer: { person: 'vienai personai', household: 'vienai mājsaimniecībai' },
    quota: ({ per, most, period }) => `${per} ${period} ne vairāk kā ${most}`,
    units: ['vienība', 'vienības'],
    budget: (amount, period) => `visiem saņēmējiem kopā ${period} ne vairāk kā ${amount}`,
    municipalityOf: (fact) => `personas pašvaldība (${fact})`,
    share: (grantor, amount) => `${grantor} maksā ne vairāk kā ${amount} par vienību`,
    sharePercent: (grantor, percent) => `${grantor} maksā ${percent} no atvieglojuma summas`,
    rest: (grantor) => `${grantor} maksā atlikumu`,
    means: (kinds) => `Jāuzrāda: ${kinds}.`,
    best: 'Ja der vairāki, piemēro saņēmējam izdevīgāko.',
    every: 'Piemēro visus, katru no tā, kas vēl jāmaksā.',
    exclusion: ({ per, by }) =>
      `No atvieglojumiem, kas viens otru izslēdz, ${per === 'line' ? 'vienai rindai' : 'vienā darījumā'} piemēro tikai vienu – ${by === 'best' ? 'saņēmējam izdevīgāko' : 'to, kuram ir augstāka prioritāte'}.`,
    fullPrice: 'Aprēķina no pilnas cenas, bet ne vairāk, kā vēl jāmaksā.',
    bounds: { unit: 'par vienību', line: 'par rindu', transaction: 'darījumā' },
    atMost: (amounts) => `Atvieglojums kopā ir ne vairāk kā ${amounts}.`,
    leaves: (amounts) => `Saņēmējam jāmaksā vismaz ${amounts}.`,
  },
  en: {
    quotaIn: {
      day: 'a day',
      week: 'a week',
      month: 'a month',
      quarter: 'a quarter',
      year: 'a year',
      'school-year': 'a school year',
      life: 'in a lifetime',
    },
    quotaPer: { person: 'one person', household: 'one household' },
    quota: ({ per, most, period }) => `${per}: at most ${most} ${period}`,
    units: ['unit', 'units'],
    budget: (amount, period) => `all recipients together: at most ${amount} ${period}`,
    municipalityOf: (fact) => `the person's municipality (${fact})`,
    share: (grantor, amount) => `${grantor} pays at most ${amount} for one unit`,
    sharePercent: (grantor, percent) => `${grantor} pays ${percent} of the relief amount`,
    rest: (grantor) => `${grantor} pays the rest`,
    means: (kinds) => `To be shown: ${kinds}.`,
    best: 'If several fit, the best for the recipient applies.',
    every: 'All apply, each to what is left to pay.',
    exclusion: ({ per, by }) =>
      `Of the reliefs that exclude each other only one applies to a ${per}: ${by === 'best' ? 'the best for the recipient' : 'the one that comes first by priority'}.`,
    fullPrice: 'It is calculated on the full price, but is never more than what is left to pay.',
    bounds: { unit: 'for one unit', line: 'for one line', transaction: 'for one transaction' },
    atMost: (amounts) => `The relief as a whole is at most ${amounts}.`,
    leaves: (amounts) => `The recipient pays at least ${amounts}.`,
  },
};

/** One version of a relief in sentences that can be checked against the law. Pure. */
export function instructionSentences(
  instruction: Instruction,
  names: CodeNames,
  language: Language,
): InstructionSentences {
  const { budget, shares = [], paid } = instruction;
  const sentences: InstructionSentences = {
    who: conditionSentence(instruction.who, names, language),
    benefits: instruction.benefits.map((benefit) =>
      benefitSentence(benefit, { names, paid }, language),
    ),
    quotas: instruction.quotas.map((quota) => quotaSentence(quota, language)),
    shares: shares.map((share) => shareSentence(share, names, language)),
    terms: termsOf(instruction, names, language),
  };
  if (budget) sentences.budget = budgetSentence(budget, language);
  return sentences;
}

/** Who gives a relief: an organisation, or the municipality that a fact tells. */
export function grantorText(grantor: Grantor, names: CodeNames, language: Language): string {
  if (typeof grantor === 'string') return names.organisation?.(grantor)?.[language] ?? grantor;
  return WORDS[language].municipalityOf(kindName(grantor.municipalityOf, names, language));
}

export function quotaSentence(quota: Quota, language: Language): string {
  const words = WORDS[language];
  const most =
    quota.units === undefined
      ? eurosText(quota.amount ?? 0, language)
      : counted(quota.units, words.units, language);
  return words.quota({ per: words.quotaPer[quota.per], most, period: words.quotaIn[quota.in] });
}

function budgetSentence(budget: NonNullable<Instruction['budget']>, language: Language): string {
  const words = WORDS[language];
  return words.budget(eurosText(budget.amount, language), words.quotaIn[budget.in]);
}

function shareSentence(share: Share, names: CodeNames, language: Language): string {
  const words = WORDS[language];
  const grantor = grantorText(share.grantor, names, language);
  if ('rest' in share) return words.rest(grantor);
  return 'percent' in share
    ? words.sharePercent(grantor, percentText(share.percent, language))
    : words.share(grantor, eurosText(share.amount, language));
}

function termsOf(instruction: Instruction, names: CodeNames, language: Language): string[] {
  const words = WORDS[language];
  const terms: string[] = [];
  if (instruction.means) {
    const kinds = instruction.means.map((kind) => names.name('means-kinds', kind)[language]);
    terms.push(words.means(listed(kinds, OR[language])));
  }
  if (instruction.benefits.length > 1) {
    terms.push(instruction.choose === 'best' ? words.best : words.every);
  }
  const exclusion = exclusionOf(instruction);
  if (exclusion) terms.push(words.exclusion(exclusion));
  if (instruction.stack === 'full-price') terms.push(words.fullPrice);
  if (instruction.atMost) terms.push(words.atMost(boundsText(instruction.atMost, language)));
  if (instruction.leaves) terms.push(words.leaves(boundsText(instruction.leaves, language)));
  return terms;
}

function boundsText(bounds: Bounds, language: Language): string {
  const texts = (['unit', 'line', 'transaction'] as const).flatMap((place) => {
    const cents = bounds[place];
    if (cents === undefined) return [];
    return [`${eurosText(cents, language)} ${WORDS[language].bounds[place]}`];
  });
  return listed(texts, AND[language]);
}
