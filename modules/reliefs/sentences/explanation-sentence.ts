import { addDays } from '../../../platform/clock/day.ts';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import type { Period } from '../../persons/person-facts.ts';
import type { Verdict } from '../condition.ts';
import type { Explanation } from '../explain-condition.ts';
import {
  CONDITION_WORDS,
  conditionSentence,
  countSentence,
  valueText,
} from './condition-sentence.ts';
import { type CodeNames, counted, dayText, type Language, type SentenceTree } from './words.ts';

const VERDICTS: Readonly<Record<Verdict, LocalizedText>> = {
  yes: { lv: 'jā', en: 'yes' },
  no: { lv: 'nē', en: 'no' },
  unknown: { lv: 'nav zināms', en: 'unknown' },
};

/** What registers are called, where a reason names its source. */
const REGISTERS: Readonly<Record<string, LocalizedText>> = {
  population: { lv: 'Fizisko personu reģistrs', en: 'Register of Natural Persons' },
  education: {
    lv: 'Valsts izglītības informācijas sistēma',
    en: 'State Education Information System',
  },
  disability: { lv: 'Invaliditātes informatīvā sistēma', en: 'Disability Information System' },
  'large-families': { lv: 'Ģimeņu atbalsta reģistrs', en: 'family support register' },
  orphans: {
    lv: 'Bāreņu un bez vecāku gādības palikušo bērnu reģistrs',
    en: 'register of orphans and children left without parental care',
  },
  'social-insurance': {
    lv: 'Valsts sociālās apdrošināšanas aģentūra',
    en: 'State Social Insurance Agency',
  },
  'social-status': {
    lv: 'pašvaldību sociālās palīdzības reģistrs',
    en: 'municipal register of social assistance',
  },
  'fare-reliefs': {
    lv: 'braukšanas maksas atvieglojumu saņēmēju reģistrs',
    en: 'register of recipients of fare reliefs',
  },
};

const SAYS = {
  lv: {
    since: 'kopš',
    until: 'līdz',
    nothing: 'reģistrā ziņu nav',
    notKnown: 'ziņu nav',
    age: (years: number) => `vecums ir ${counted(years, ['gads', 'gadi'], 'lv')}`,
    nobody: 'nav nevienas šādas personas',
  },
  en: {
    since: 'since',
    until: 'until',
    nothing: 'the register states nothing',
    notKnown: 'nothing is known',
    age: (years: number) => `the age is ${counted(years, ['year', 'years'], 'en')}`,
    nobody: 'there is no such person',
  },
} as const;

/** Why a verdict is what it is: "yes: disability: group I – since 2019-05-01, register …". Pure. */
export function explanationSentence(
  explanation: Explanation,
  names: CodeNames,
  language: Language,
): SentenceTree {
  const verdict = VERDICTS[explanation.verdict][language];
  const words = CONDITION_WORDS[language];
  const inner = (parts: readonly Explanation[]) =>
    parts.map((part) => explanationSentence(part, names, language));
  switch (explanation.kind) {
    case 'all':
    case 'any':
    case 'not':
      return { text: `${verdict}: ${words[explanation.kind]}`, parts: inner(explanation.parts) };
    case 'atLeast': {
      const text = `${verdict}: ${words.atLeast(explanation.atLeast)}`;
      return { text, parts: inner(explanation.parts) };
    }
    case 'related':
      return relatedSentence(explanation, names, language);
    default: {
      const asked = askedText(explanation, names, language);
      const known = knownText(explanation, names, language);
      return { text: `${verdict}: ${asked}${known === '' ? '' : ` – ${known}`}`, parts: [] };
    }
  }
}

type LeafExplanation = Extract<Explanation, { kind: 'fact' | 'age' | 'group' }>;

function askedText(leaf: LeafExplanation, names: CodeNames, language: Language): string {
  const condition = leaf.kind === 'group' ? { group: leaf.group } : leaf.condition;
  return conditionSentence(condition, names, language).text;
}

function knownText(leaf: LeafExplanation, names: CodeNames, language: Language): string {
  const says = SAYS[language];
  if (leaf.kind === 'age') {
    const since = leaf.since === null ? '' : ` (${says.since} ${dayText(leaf.since, language)})`;
    return `${says.age(leaf.age)}${leaf.verdict === 'yes' ? since : ''}`;
  }
  if (leaf.kind === 'group') return leaf.period ? periodText(leaf.period, language) : '';
  if (leaf.facts.length === 0) {
    return leaf.verdict === 'unknown' ? says.notKnown : says.nothing;
  }
  return leaf.facts
    .map(({ value, period, register }) => {
      const text = valueText(leaf.condition.fact, value, names, language);
      const source = REGISTERS[register]?.[language] ?? register;
      return `${text} ${periodText(period, language)}, ${source}`;
    })
    .join('; ');
}

/** "since 2019-05-01", "since … until …" with the last day, as people say it. */
export function periodText(period: Period, language: Language): string {
  const says = SAYS[language];
  const since = `${says.since} ${dayText(period.from, language)}`;
  if (period.to === null) return since;
  return `${since} ${says.until} ${dayText(addDays(period.to, -1), language)}`;
}

function relatedSentence(
  explanation: Extract<Explanation, { kind: 'related' }>,
  names: CodeNames,
  language: Language,
): SentenceTree {
  const { verdict, relation, from, below, where, members } = explanation;
  const words = CONDITION_WORDS[language];
  const asked =
    from === 1 && below === undefined
      ? words.related[relation]
      : countSentence({ count: relation, from, below }, language);
  const text = `${VERDICTS[verdict][language]}: ${asked}`;
  const condition = conditionSentence(where, names, language);
  const parts =
    members.length === 0
      ? [condition, { text: SAYS[language].nobody, parts: [] }]
      : members.map((member) => explanationSentence(member, names, language));
  return { text, parts };
}
