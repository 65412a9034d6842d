import { addDays } from '../../../platform/clock/day.ts';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import type { Period } from '../../persons/person-facts.ts';
import type { Verdict } from '../condition.ts';
import type { Explanation, SeenFact } from '../explain-condition.ts';
import {
  conditionSentence,
  countSentence,
  definitionText,
  heldText,
  sumSentence,
} from './condition-sentence.ts';
import { CONDITION_WORDS } from './condition-words.ts';
import { numberText, valueText } from './fact-sentence.ts';
import {
  type CodeNames,
  counted,
  dayText,
  eurosText,
  type Language,
  type SentenceTree,
} from './words.ts';

export const VERDICTS: Readonly<Record<Verdict, LocalizedText>> = {
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

/** What a register is called; its code when it has no name here. */
export function registerName(code: string, language: Language): string {
  return REGISTERS[code]?.[language] ?? code;
}

const SAYS = {
  lv: {
    since: 'kopš',
    until: 'līdz',
    nothing: (register: string) => `reģistrā ziņu nav (${register})`,
    notKnown: (register: string) => `ziņu nav (${register})`,
    tooOld: 'ziņas ir novecojušas',
    age: (age: string) => `vecums ir ${age}`,
    born: (day: string) => `dzimšanas diena ir ${day}`,
    nobody: 'nav nevienas šādas personas',
    notInForce: 'šajā dienā neviena definīcijas redakcija nav spēkā',
    sum: (amount: string) => `kopā ${amount}`,
    between: (low: string, high: string) => `kopā no ${low} līdz ${high}`,
    atLeast: (amount: string) => `kopā vismaz ${amount}, jo par kādu personu ziņu nav`,
    units: (units: string) => `vienības: ${units}`,
    noUnits: 'nav zināms, kuras personas skaitīt',
    held: (days: string, needed: string) => `izpildījies ${days}, nepieciešams: ${needed}`,
    heldUnknown: (days: string) => `par ${days} ziņu nav`,
  },
  en: {
    since: 'since',
    until: 'until',
    nothing: (register: string) => `the register states nothing (${register})`,
    notKnown: (register: string) => `nothing is known (${register})`,
    tooOld: 'what is stated is too old',
    age: (age: string) => `the age is ${age}`,
    born: (day: string) => `born on ${day}`,
    nobody: 'there is no such person',
    notInForce: 'no version of the definition is in force on this day',
    sum: (amount: string) => `in all ${amount}`,
    between: (low: string, high: string) => `in all from ${low} to ${high}`,
    atLeast: (amount: string) => `in all at least ${amount}: of somebody nothing is known`,
    units: (units: string) => `units: ${units}`,
    noUnits: 'it is not known who is counted',
    held: (days: string, needed: string) => `held on ${days}, needed are ${needed}`,
    heldUnknown: (days: string) => `of ${days} nothing is known`,
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
    case 'definition': {
      const text = `${verdict}: ${definitionText(explanation.definition, names, language)}`;
      const none = [{ text: SAYS[language].notInForce, parts: [] }];
      return { text, parts: explanation.version === null ? none : inner(explanation.parts) };
    }
    case 'sum': {
      const asked = sumSentence(explanation.condition, names, language);
      const text = `${verdict}: ${asked} – ${sumText(explanation, names, language)}`;
      const { facts, condition } = explanation;
      const parts = factsTexts(facts, condition.sum, { names, language }).map(leaf);
      return { text: parts.length > 0 ? `${text}:` : text, parts };
    }
    case 'held': {
      const asked = heldText(explanation.condition, language);
      const parts = [conditionSentence(explanation.condition.held, names, language)];
      parts.push(leaf(heldDaysText(explanation, language)));
      const { held } = explanation.condition;
      if ('fact' in held) {
        parts.push(...factsTexts(explanation.facts, held.fact, { names, language }).map(leaf));
      }
      return { text: `${verdict}: ${asked}`, parts };
    }
    default: {
      const asked = askedText(explanation, names, language);
      const known = knownText(explanation, names, language);
      return { text: `${verdict}: ${asked}${known === '' ? '' : ` – ${known}`}`, parts: [] };
    }
  }
}

function leaf(text: string): SentenceTree {
  return { text, parts: [] };
}

function sumText(
  { bounds, condition }: Extract<Explanation, { kind: 'sum' }>,
  names: CodeNames,
  language: Language,
): string {
  const says = SAYS[language];
  const { low, high, leastUnits, mostUnits } = bounds;
  const amount = (hundredths: number) =>
    names.factKind(condition.sum)?.type === 'money'
      ? eurosText(hundredths, language)
      : numberText(hundredths / 100, language);
  const sum =
    high === null
      ? says.atLeast(amount(low))
      : high === low
        ? says.sum(amount(low))
        : says.between(amount(low), amount(high));
  if (!condition.perUnit) return sum;
  const units = [...new Set([leastUnits, mostUnits])].map((one) => numberText(one / 100, language));
  return `${sum}, ${leastUnits === 0 ? says.noUnits : says.units(units.join('–'))}`;
}

function heldDaysText(
  { days }: Extract<Explanation, { kind: 'held' }>,
  language: Language,
): string {
  const says = SAYS[language];
  const { units, unitsLess } = CONDITION_WORDS[language];
  const text = (count: number) => counted(count, units.days, language);
  const held = says.held(text(days.yes), text(days.needed));
  if (days.unknown === 0) return held;
  return `${held}; ${says.heldUnknown(counted(days.unknown, unitsLess.days, language))}`;
}

type LeafExplanation = Extract<Explanation, { kind: 'fact' | 'age' | 'born' | 'group' }>;

function askedText(leaf: LeafExplanation, names: CodeNames, language: Language): string {
  const condition = leaf.kind === 'group' ? { group: leaf.group } : leaf.condition;
  return conditionSentence(condition, names, language).text;
}

function knownText(leaf: LeafExplanation, names: CodeNames, language: Language): string {
  const says = SAYS[language];
  if (leaf.kind === 'age') {
    const since = leaf.since === null ? '' : ` (${says.since} ${dayText(leaf.since, language)})`;
    const unit = CONDITION_WORDS[language].units[leaf.condition.age.in ?? 'years'];
    const age = says.age(counted(leaf.age, unit, language));
    return `${age}${leaf.verdict === 'yes' ? since : ''}`;
  }
  if (leaf.kind === 'born') return says.born(dayText(leaf.birthDate, language));
  if (leaf.kind === 'group') return leaf.period ? periodText(leaf.period, language) : '';
  const { fact } = leaf.condition;
  if (leaf.facts.length === 0) {
    const register = registerName(names.factKind(fact)?.register ?? '', language);
    return leaf.verdict === 'unknown' ? says.notKnown(register) : says.nothing(register);
  }
  const isTooOld = leaf.verdict === 'unknown' && leaf.condition.notOlderThan !== undefined;
  const seen = factsTexts(leaf.facts, fact, { names, language }).join('; ');
  return isTooOld ? `${says.tooOld}: ${seen}` : seen;
}

/** Of each fact its value, since when, and which register states it. */
function factsTexts(
  facts: readonly SeenFact[],
  kind: string,
  { names, language }: { names: CodeNames; language: Language },
): string[] {
  return facts.map(({ value, period, register }) => {
    const text = valueText(kind, value, names, language);
    return `${text} ${periodText(period, language)}, ${registerName(register, language)}`;
  });
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
  const { verdict, relation, self, from, below, where, members } = explanation;
  const words = CONDITION_WORDS[language];
  const asked =
    from === 1 && below === undefined && !self
      ? words.related[relation]
      : countSentence({ count: relation, self, from, below }, language);
  const text = `${VERDICTS[verdict][language]}: ${asked}`;
  const condition = conditionSentence(where, names, language);
  const parts =
    members.length === 0
      ? [condition, { text: SAYS[language].nobody, parts: [] }]
      : members.map((member) => explanationSentence(member, names, language));
  return { text, parts };
}
