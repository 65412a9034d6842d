import { exclusionOf } from '../calculation/exclusion.ts';
import { type Budget, childrenAges, type Quota } from '../instruction/quota.ts';
import { bindsBenefit, quotaCeiling, quotaMeasure } from '../instruction/quota-measure.ts';
import type { Benefit, Bounds, Grantor, Instruction, Share } from '../instruction.ts';
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
  quotaIn: Readonly<Record<Extract<Quota['in'], string>, string>>;
  rollingDays(days: number): string;
  quotaPer: Readonly<Record<Exclude<Quota['per'], 'child'>, string>>;
  perChild(ages: string): string;
  ages(of: { from: number; below: number | undefined }): string;
  quotaOf(places: string): string;
  place(benefit: number): string;
  quota(parts: { per: string; most: string; period: string }): string;
  uses: readonly [string, string];
  units: readonly [string, string];
  carryOver: string;
  carryAtMost(most: string): string;
  quotaShared(code: string): string;
  budget(amount: string, period: string): string;
  budgetPer: string;
  budgetShared(code: string): string;
  warnAt(percents: string): string;
  keepUsed: string;
  review: string;
  onProof: string;
  /** Unless an unknown verdict gives nothing, which is the rule. */
  unknown: Readonly<Record<Exclude<Instruction['unknown'], 'refuse'>, string>>;
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
    rollingDays: (days) => `jebkurās ${days} dienās pēc kārtas`,
    quotaPer: {
      person: 'vienai personai',
      household: 'vienai mājsaimniecībai',
      companion: 'vienas personas pavadoņiem',
      means: 'ar vienu identifikācijas līdzekli',
    },
    perChild: (ages) => `par katru personas bērnu${ages}`,
    ages: ({ from, below }) => {
      if (below === undefined) return from > 0 ? ` no ${from} gadu vecuma` : '';
      return from > 0
        ? ` no ${from} gadu vecuma līdz ${below} gadu vecumam`
        : ` līdz ${below} gadu vecumam`;
    },
    quotaOf: (places) => `skaita tikai ${places} atbalstu`,
    place: (benefit) => `${benefit}.`,
    quota: ({ per, most, period }) => `${per} ${period} ne vairāk kā ${most}`,
    uses: ['reize', 'reizes'],
    units: ['vienība', 'vienības'],
    carryOver: 'neizlietoto pārnes uz nākamo periodu',
    carryAtMost: (most) => `neizlietoto pārnes uz nākamo periodu, ne vairāk kā ${most}`,
    quotaShared: (code) => `kopā visiem devēja atvieglojumiem ar kopīgu limitu ${code}`,
    budget: (amount, period) => `visiem saņēmējiem kopā ${period} ne vairāk kā ${amount}`,
    budgetPer: 'katrā pašvaldībā atsevišķi',
    budgetShared: (code) => `kopā visiem devēja atvieglojumiem ar kopīgu finansējumu ${code}`,
    warnAt: (percents) => `devēju brīdina, kad iztērēti ${percents}`,
    keepUsed: 'Ja pirkumu atmaksā, izmantotais limits un finansējums netiek atjaunots.',
    review:
      'Ja vēlāk izrādās, ka kādā dienā atvieglojums nepienācās, tā izmantošanu pārskata devēja amatpersona.',
    onProof:
      'Kompensē tikai tad, ja pakalpojumu sniedzējs ir iesniedzis darījumu apliecinošu dokumentu.',
    unknown: {
      provisional: 'Ja nav zināms, vai nosacījums izpildās, atvieglojumu dod provizoriski.',
      ask: 'Ja nav zināms, vai nosacījums izpildās, saņēmējam pasaka, kādu ziņu trūkst.',
    },
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
    rollingDays: (days) => `in any ${days} days on end`,
    quotaPer: {
      person: 'one person',
      household: 'one household',
      companion: 'the companions of one person',
      means: 'with one means of identification',
    },
    perChild: (ages) => `for each child of the person${ages}`,
    ages: ({ from, below }) => {
      if (below === undefined) return from > 0 ? ` aged ${from} or more` : '';
      return from > 0 ? ` aged ${from} or more and under ${below}` : ` under ${below}`;
    },
    quotaOf: (places) => `only benefit ${places} counts`,
    place: (benefit) => String(benefit),
    quota: ({ per, most, period }) => `${per}: at most ${most} ${period}`,
    uses: ['use', 'uses'],
    units: ['unit', 'units'],
    carryOver: 'what is left is carried over to the next period',
    carryAtMost: (most) => `what is left is carried over to the next period, at most ${most}`,
    quotaShared: (code) => `together for all reliefs of the grantor with the shared quota ${code}`,
    budget: (amount, period) => `all recipients together: at most ${amount} ${period}`,
    budgetPer: 'in each municipality by itself',
    budgetShared: (code) =>
      `together for all reliefs of the grantor with the shared budget ${code}`,
    warnAt: (percents) => `the grantor is warned when ${percents} are spent`,
    keepUsed: 'When a purchase is refunded, the quota and budget that were used stay used.',
    review:
      'If it turns out later that the relief was not due on a day, an official of the grantor reviews its use.',
    onProof: 'Compensated only when the provider has sent a proof of purchase.',
    unknown: {
      provisional:
        'If it is not known whether the condition holds, the relief is given provisionally.',
      ask: 'If it is not known whether the condition holds, the recipient is told what is missing.',
    },
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
    quotas: instruction.quotas.map((quota) => quotaSentence(quota, instruction.benefits, language)),
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

/** A quota of named benefits tells their places among all benefits of the version. */
export function quotaSentence(
  quota: Quota,
  benefits: readonly Benefit[],
  language: Language,
): string {
  const words = WORDS[language];
  const measure = quotaMeasure(quota);
  const shown = (most: number) =>
    measure === 'cents' ? eurosText(most, language) : counted(most, words[measure], language);
  const period =
    typeof quota.in === 'string'
      ? words.quotaIn[quota.in]
      : words.rollingDays(quota.in.rollingDays);
  const { per, carryOver, shared } = quota;
  const whose =
    per === 'child' ? words.perChild(words.ages(childrenAges(quota))) : words.quotaPer[per];
  const said = [words.quota({ per: whose, most: shown(quotaCeiling(quota)), period })];
  if (quota.of) {
    const places = benefits.flatMap((benefit, index) =>
      bindsBenefit(quota, benefit) ? [words.place(index + 1)] : [],
    );
    said.push(words.quotaOf(listed(places, AND[language])));
  }
  if (carryOver === true) said.push(words.carryOver);
  else if (carryOver) said.push(words.carryAtMost(shown(carryOver.atMost)));
  if (shared) said.push(words.quotaShared(shared));
  return said.join('; ');
}

function budgetSentence(budget: Budget, language: Language): string {
  const words = WORDS[language];
  const said = [words.budget(eurosText(budget.amount, language), words.quotaIn[budget.in])];
  if (budget.per === 'territory') said.push(words.budgetPer);
  if (budget.shared) said.push(words.budgetShared(budget.shared));
  if (budget.warnAt) {
    const percents = budget.warnAt.map((percent) => percentText(percent * 100, language));
    said.push(words.warnAt(listed(percents, AND[language])));
  }
  return said.join('; ');
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
  if (instruction.refund === 'keep-used') terms.push(words.keepUsed);
  if (instruction.retroactive === 'review') terms.push(words.review);
  if (instruction.onProof) terms.push(words.onProof);
  if (instruction.unknown !== 'refuse') terms.push(words.unknown[instruction.unknown]);
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
