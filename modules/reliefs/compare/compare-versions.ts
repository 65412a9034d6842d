import type { Day } from '../../../platform/clock/day.ts';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import { exclusionOf } from '../calculation/exclusion.ts';
import type { Condition } from '../condition.ts';
import type { StatedVersion } from '../definitions/definition.ts';
import type { Benefit, Instruction, Relief } from '../instruction.ts';
import { benefitSentence } from '../sentences/benefit-sentence.ts';
import { conditionSentence } from '../sentences/condition-sentence.ts';
import { grantorText, instructionSentences } from '../sentences/relief-sentence.ts';
import { type CodeNames, dayText, inlineText, type Language } from '../sentences/words.ts';
import { align } from './align.ts';
import { compareConditions } from './compare-conditions.ts';
import type { ComparedSection, Comparison, Difference } from './comparison.ts';
import { meaningOf, meaningOfConditions, type Terms } from './meaning.ts';

/** One version of a relief. */
export interface ComparedVersion {
  relief: Relief;
  instruction: Instruction;
}

interface Pair<Part> {
  before: Part;
  after: Part;
}

/** What changes from one version to another, in words. Of one relief, or of two. Pure. */
export function compareVersions(
  pair: Pair<ComparedVersion>,
  { names, terms }: { names: CodeNames; terms: Terms },
): Comparison {
  return {
    differences: [
      ...compareReliefs(pair, names),
      ...compareWho(
        { before: pair.before.instruction.who, after: pair.after.instruction.who },
        names,
      ),
      ...compareBenefits(pair, names),
      ...compareSentences(pair, names),
    ],
    meaning: meaningOf(pair, terms),
  };
}

/** What changes from one version of a definition to another, in words. Pure. */
export function compareDefinitions(
  { before, after }: Pair<StatedVersion>,
  { names, terms }: { names: CodeNames; terms: Terms },
): Comparison {
  const conditions = { before: before.condition, after: after.condition };
  const days = { from: after.from, to: after.to ?? null };
  return {
    differences: [
      ...changeOf('period', periodText(before), periodText(after)),
      ...compareWho(conditions, names),
    ],
    meaning: meaningOfConditions(conditions, days, terms),
  };
}

/** What a relief states of itself, and when the version is in force. */
function compareReliefs({ before, after }: Pair<ComparedVersion>, names: CodeNames): Difference[] {
  const stated = ({ relief, instruction }: ComparedVersion) => [
    both((language) => relief.name[language]),
    both((language) => relief.label[language]),
    both((language) => names.name('relief-kinds', relief.kind)[language]),
    both((language) =>
      relief.categories
        .map((code) => names.name('recipient-categories', code)[language])
        .join(', '),
    ),
    both((language) => grantorText(relief.grantor, names, language)),
    both(() => instruction.act ?? relief.act),
  ];
  const others = stated(after);
  const changed = stated(before).flatMap((text, index) => changeOf('relief', text, others[index]));
  const periods = [periodText(before.instruction), periodText(after.instruction)] as const;
  return [...changed, ...changeOf('period', ...periods)];
}

function periodText({ from, to }: { from: Day; to?: Day | undefined }): LocalizedText {
  return both((language) => PERIOD[language](dayText(from, language), to && dayText(to, language)));
}

const PERIOD: Readonly<Record<Language, (from: string, to?: string) => string>> = {
  lv: (from, to) => (to === undefined ? `no ${from}` : `no ${from} (pirmā diena bez tās: ${to})`),
  en: (from, to) =>
    to === undefined ? `from ${from}` : `from ${from} (first day without it: ${to})`,
};

function compareWho({ before, after }: Pair<Condition>, names: CodeNames): Difference[] {
  const said = (condition: Condition) =>
    both((language) => inlineText(conditionSentence(condition, names, language), language));
  return compareConditions(before, after).map((one) => ({
    section: 'condition',
    ...(one.before ? { before: said(one.before) } : {}),
    ...(one.after ? { after: said(one.after) } : {}),
    ...(one.as ? { as: one.as } : {}),
    ...(one.within ? { within: said(one.within) } : {}),
  }));
}

/** Each benefit with when it is paid, which the sentence of a benefit says. */
function compareBenefits({ before, after }: Pair<ComparedVersion>, names: CodeNames): Difference[] {
  const paidOf = ({ instruction: { benefits, paid } }: ComparedVersion) =>
    benefits.map((benefit) => ({ benefit, paid }));
  const { pairs, removed, added } = align(paidOf(before), paidOf(after), (one, other) =>
    benefitLikeness(one.benefit, other.benefit),
  );
  const said = ({ benefit, paid }: { benefit: Benefit; paid: Instruction['paid'] }) =>
    both((language) => benefitSentence(benefit, { names, paid }, language));
  return [
    ...pairs.flatMap((pair) => changeOf('benefits', said(pair.before), said(pair.after))),
    ...removed.flatMap((one) => changeOf('benefits', said(one), undefined)),
    ...added.flatMap((one) => changeOf('benefits', undefined, said(one))),
  ];
}

/** The goods weigh most: a benefit on the same goods is the same benefit with another amount. */
function benefitLikeness(one: Benefit, other: Benefit): number {
  const isSame = (field: keyof Benefit) =>
    JSON.stringify(one[field]) === JSON.stringify(other[field]);
  const weights: [keyof Benefit, number][] = [
    ['on', 0.5],
    ['whose', 0.1],
    ['who', 0.2],
    ['when', 0.1],
    ['give', 0.1],
  ];
  return weights.reduce((sum, [field, weight]) => sum + (isSame(field) ? weight : 0), 0);
}

/** Quotas, budget, shares and terms: their sentences, where these differ. */
function compareSentences(
  { before, after }: Pair<ComparedVersion>,
  names: CodeNames,
): Difference[] {
  const told = ({ instruction }: ComparedVersion) => {
    const [lv, en] = (['lv', 'en'] as const).map((language) =>
      instructionSentences(instruction, names, language),
    );
    const texts = (section: 'quotas' | 'shares' | 'terms'): LocalizedText[] =>
      (lv?.[section] ?? []).map((text, index) => ({ lv: text, en: en?.[section][index] ?? text }));
    const budget = lv?.budget === undefined ? [] : [{ lv: lv.budget, en: en?.budget ?? '' }];
    const terms = [...texts('terms'), ...orderTexts(instruction)];
    return { quotas: texts('quotas'), budget, shares: texts('shares'), terms };
  };
  const [one, other] = [told(before), told(after)];
  return (['quotas', 'budget', 'shares', 'terms'] as const).flatMap((section) => {
    const { pairs, removed, added } = align(one[section], other[section], wordLikeness);
    return [
      ...pairs.flatMap((pair) => changeOf(section, pair.before, pair.after)),
      ...removed.flatMap((text) => changeOf(section, text, undefined)),
      ...added.flatMap((text) => changeOf(section, undefined, text)),
    ];
  });
}

/** Which reliefs exclude each other, and which come first: no sentence for recipients, but a change. */
function orderTexts(instruction: Instruction): LocalizedText[] {
  const { priority } = instruction;
  const group = exclusionOf(instruction)?.group;
  const { law, grantor } =
    typeof priority === 'number' ? { law: priority, grantor: undefined } : priority;
  const [lv, en] =
    grantor === undefined
      ? [`Prioritāte: ${law}.`, `Priority: ${law}.`]
      : [
          `Prioritāte: likuma ${law}, devēja ${grantor}.`,
          `Priority: of the law ${law}, of the grantor ${grantor}.`,
        ];
  const inGroup = {
    lv: `Grupa, kurā atvieglojumi izslēdz cits citu: ${group}.`,
    en: `Group of reliefs that exclude each other: ${group}.`,
  };
  return [{ lv, en }, ...(group === undefined ? [] : [inGroup])];
}

/** Words that both sentences have, of all. */
function wordLikeness(one: LocalizedText, other: LocalizedText): number {
  const [words, others] = [new Set(one.en.split(' ')), new Set(other.en.split(' '))];
  const shared = [...words].filter((word) => others.has(word)).length;
  return shared / Math.max(words.size, others.size);
}

function changeOf(
  section: ComparedSection,
  before: LocalizedText | undefined,
  after: LocalizedText | undefined,
): Difference[] {
  if (before && after && before.lv === after.lv && before.en === after.en) return [];
  return [{ section, ...(before ? { before } : {}), ...(after ? { after } : {}) }];
}

function both(said: (language: Language) => string): LocalizedText {
  return { lv: said('lv'), en: said('en') };
}
