import type { AgeCondition, Condition, FactCondition, Relation } from '../condition.ts';
import { getFactKind } from '../evaluate-condition.ts';
import {
  type CodeNames,
  counted,
  eurosText,
  isSingular,
  type Language,
  listed,
  OR,
  type SentenceTree,
} from './words.ts';

interface Words {
  all: string;
  any: string;
  atLeast(count: number): string;
  not: string;
  within(fact: string): string;
  age: string;
  yes: string;
  no: string;
  group(name: string): string;
  related: Readonly<Record<Relation, string>>;
  /** One and several persons who are counted, with what follows. */
  counted: Readonly<Record<Relation, readonly [string, string]>>;
  meeting: string;
  /** Bounds of a number. `to` is included, `below` is not. */
  from(value: string): string;
  to(value: string): string;
  below(value: string): string;
  between(from: string, to: string): string;
  but: string;
}

const LV: Words = {
  all: 'izpildās viss:',
  any: 'izpildās vismaz viens:',
  atLeast: (count) => `izpildās vismaz ${count} no šiem:`,
  not: 'neizpildās:',
  within: (fact) => `${fact} ir atvieglojuma devēja teritorijā`,
  age: 'vecums',
  yes: 'jā',
  no: 'nē',
  group: (name) => `dalība grupā “${name}”`,
  related: {
    child: 'ir bērns, kurš atbilst nosacījumam:',
    parent: 'ir vecāks, kurš atbilst nosacījumam:',
    ward: 'ir aizbilstamais, kurš atbilst nosacījumam:',
    guardian: 'ir aizbildnis, kurš atbilst nosacījumam:',
    'cared-for': 'ir aprūpējamā persona, kura atbilst nosacījumam:',
    carer: 'ir aprūpētājs, kurš atbilst nosacījumam:',
    household: 'mājsaimniecībā ir vēl kāda persona, kura atbilst nosacījumam:',
  },
  counted: {
    child: ['bērns, kurš atbilst', 'bērni, kuri atbilst'],
    parent: ['vecāks, kurš atbilst', 'vecāki, kuri atbilst'],
    ward: ['aizbilstamais, kurš atbilst', 'aizbilstamie, kuri atbilst'],
    guardian: ['aizbildnis, kurš atbilst', 'aizbildņi, kuri atbilst'],
    'cared-for': ['aprūpējamā persona, kura atbilst', 'aprūpējamās personas, kuras atbilst'],
    carer: ['aprūpētājs, kurš atbilst', 'aprūpētāji, kuri atbilst'],
    household: [
      'cita mājsaimniecības persona, kura atbilst',
      'citas mājsaimniecības personas, kuras atbilst',
    ],
  },
  meeting: 'nosacījumam:',
  from: (value) => `vismaz ${value}`,
  to: (value) => `ne vairāk kā ${value}`,
  below: (value) => `mazāk nekā ${value}`,
  between: (from, to) => `no ${from} līdz ${to}`,
  but: ', bet ',
};

const EN: Words = {
  all: 'all of these hold:',
  any: 'at least one of these holds:',
  atLeast: (count) => `at least ${count} of these hold:`,
  not: 'this does not hold:',
  within: (fact) => `${fact} is in the territory of the grantor`,
  age: 'age',
  yes: 'yes',
  no: 'no',
  group: (name) => `member of the group “${name}”`,
  related: {
    child: 'has a child who meets the condition:',
    parent: 'has a parent who meets the condition:',
    ward: 'has a ward who meets the condition:',
    guardian: 'has a guardian who meets the condition:',
    'cared-for': 'cares for a person who meets the condition:',
    carer: 'has a carer who meets the condition:',
    household: 'shares the household with a person who meets the condition:',
  },
  counted: {
    child: ['child who meets', 'children who meet'],
    parent: ['parent who meets', 'parents who meet'],
    ward: ['ward who meets', 'wards who meet'],
    guardian: ['guardian who meets', 'guardians who meet'],
    'cared-for': ['person cared for who meets', 'persons cared for who meet'],
    carer: ['carer who meets', 'carers who meet'],
    household: [
      'other person of the household who meets',
      'other persons of the household who meet',
    ],
  },
  meeting: 'the condition:',
  from: (value) => `at least ${value}`,
  to: (value) => `at most ${value}`,
  below: (value) => `less than ${value}`,
  between: (from, to) => `from ${from} to ${to}`,
  but: ' but ',
};

export const CONDITION_WORDS: Readonly<Record<Language, Words>> = { lv: LV, en: EN };

/** A condition in words that can be checked against the law. Pure. */
export function conditionSentence(
  condition: Condition,
  names: CodeNames,
  language: Language,
): SentenceTree {
  const words = CONDITION_WORDS[language];
  const inner = (parts: readonly Condition[]) =>
    parts.map((part) => conditionSentence(part, names, language));
  if ('fact' in condition) return leaf(factSentence(condition, names, language));
  if ('age' in condition) return leaf(ageSentence(condition, language));
  if ('group' in condition) {
    return leaf(words.group(names.group?.(condition.group)?.[language] ?? condition.group));
  }
  if ('all' in condition) return { text: words.all, joint: 'all', parts: inner(condition.all) };
  if ('any' in condition) return { text: words.any, joint: 'any', parts: inner(condition.any) };
  if ('not' in condition) return { text: words.not, parts: inner([condition.not]) };
  if ('atLeast' in condition) {
    return { text: words.atLeast(condition.atLeast), parts: inner(condition.of) };
  }
  const text =
    'related' in condition ? words.related[condition.related] : countSentence(condition, language);
  return { text, parts: inner([condition.where]) };
}

export function countSentence(
  condition: { count: Relation; from?: number | undefined; below?: number | undefined },
  language: Language,
): string {
  const words = CONDITION_WORDS[language];
  const [one, many] = words.counted[condition.count];
  const last = condition.below ?? condition.from ?? 0;
  const persons = isSingular(last, language) ? one : many;
  return `${boundsText(condition, language)} ${persons} ${words.meeting}`;
}

function leaf(text: string): SentenceTree {
  return { text, parts: [] };
}

function factSentence(condition: FactCondition, names: CodeNames, language: Language): string {
  const kind = getFactKind(condition.fact);
  const words = CONDITION_WORDS[language];
  const said: string[] = [];
  if (condition.is !== undefined) said.push(valueText(kind.code, condition.is, names, language));
  if (condition.in) {
    const values = condition.in.map((code) => valueText(kind.code, code, names, language));
    said.push(listed(values, OR[language]));
  }
  const unit = kind.type === 'money' ? (euros: number) => eurosText(euros * 100, language) : String;
  const bounds = boundsText(condition, language, unit);
  if (bounds !== '') said.push(bounds);
  const compared = said.length > 0 ? `${kind[language]}: ${said.join(', ')}` : '';
  const within = condition.within ? words.within(kind[language]) : '';
  return [compared, within].filter((text) => text !== '').join(', ');
}

/** A value of a fact, as a register states it or a condition asks for it. */
export function valueText(
  fact: string,
  value: string | number | boolean,
  names: CodeNames,
  language: Language,
): string {
  const kind = getFactKind(fact);
  if (kind.type === 'boolean') return CONDITION_WORDS[language][value ? 'yes' : 'no'];
  if (kind.type === 'money') return eurosText(Number(value), language);
  return kind.scheme ? names.name(kind.scheme, String(value))[language] : String(value);
}

function ageSentence({ age }: AgeCondition, language: Language): string {
  const words = CONDITION_WORDS[language];
  if (language === 'en') return `${words.age}: ${boundsText(age, language)} years`;
  const said: string[] = [];
  if (age.from !== undefined) said.push(`vismaz ${counted(age.from, ['gads', 'gadi'], 'lv')}`);
  if (age.below !== undefined) {
    said.push(`mazāk par ${counted(age.below, ['gadu', 'gadiem'], 'lv')}`);
  }
  return `${words.age}: ${said.join(words.but)}`;
}

function boundsText(
  bounds: { from?: number | undefined; to?: number | undefined; below?: number | undefined },
  language: Language,
  unit: (value: number) => string = String,
): string {
  const words = CONDITION_WORDS[language];
  const { from, to, below } = bounds;
  if (from !== undefined && to !== undefined && below === undefined) {
    return words.between(unit(from), unit(to));
  }
  const said: string[] = [];
  if (from !== undefined) said.push(words.from(unit(from)));
  if (to !== undefined) said.push(words.to(unit(to)));
  if (below !== undefined) said.push(words.below(unit(below)));
  return said.join(words.but);
}
