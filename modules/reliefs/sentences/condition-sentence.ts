import type { UnitOfTime } from '../../../platform/clock/day.ts';
import type {
  AgeCondition,
  Condition,
  CountCondition,
  DefinitionCondition,
  FactCondition,
  HeldCondition,
  Limits,
  Span,
  SumCondition,
} from '../condition.ts';
import { CONDITION_WORDS } from './condition-words.ts';
import { factSentence, kindName, limitsText, numberText } from './fact-sentence.ts';
import {
  type CodeNames,
  counted,
  dayText,
  isSingular,
  type Language,
  type SentenceTree,
} from './words.ts';

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
  if ('all' in condition) return { text: words.all, joint: 'all', parts: inner(condition.all) };
  if ('any' in condition) return { text: words.any, joint: 'any', parts: inner(condition.any) };
  if ('not' in condition) return { text: words.not, parts: inner([condition.not]) };
  if ('of' in condition) {
    return { text: words.atLeast(condition.atLeast), parts: inner(condition.of) };
  }
  if ('age' in condition) return leaf(ageSentence(condition, language));
  if ('born' in condition) {
    return leaf(`${words.born}: ${limitsText(condition.born, language)}`);
  }
  if ('group' in condition) {
    return leaf(words.group(names.group?.(condition.group)?.[language] ?? condition.group));
  }
  if ('definition' in condition) return definitionSentence(condition, names, language);
  if ('sum' in condition) {
    const text = sumSentence(condition, names, language);
    const { where } = condition;
    return where ? { text: `${text}${words.countedWhere}`, parts: inner([where]) } : leaf(text);
  }
  if ('held' in condition) {
    return { text: heldText(condition, language), parts: inner([condition.held]) };
  }
  const text =
    'related' in condition ? words.related[condition.related] : countSentence(condition, language);
  return { text, parts: inner([condition.where]) };
}

function leaf(text: string): SentenceTree {
  return { text, parts: [] };
}

/** "meets the definition “large family”:". */
export function definitionText(code: string, names: CodeNames, language: Language): string {
  return CONDITION_WORDS[language].definition(names.definition?.(code)?.[language] ?? code);
}

function definitionSentence(
  { definition, versions = [] }: DefinitionCondition,
  names: CodeNames,
  language: Language,
): SentenceTree {
  const text = definitionText(definition, names, language);
  const sentences = versions.map(({ from, condition }) => ({
    from,
    sentence: conditionSentence(condition, names, language),
  }));
  const [only] = sentences;
  if (sentences.length < 2) return { text, parts: only ? [only.sentence] : [] };
  const { inForceFrom } = CONDITION_WORDS[language];
  return {
    text,
    parts: sentences.map(({ from, sentence }) => ({
      text: inForceFrom(dayText(from, language)),
      parts: [sentence],
    })),
  };
}

export function countSentence(
  condition: Omit<CountCondition, 'where'>,
  language: Language,
): string {
  const words = CONDITION_WORDS[language];
  const isWhole = condition.self && condition.count === 'household';
  const [one, many] = isWhole ? words.wholeHousehold : words.counted[condition.count];
  const last = condition.below ?? condition.from ?? 0;
  const persons = isSingular(last, language) ? one : many;
  const text = `${limitsText(condition, language)} ${persons} ${words.meeting}`;
  return condition.self ? words.withSelf(text) : text;
}

/** What is summed, over whom, and the bounds; without the condition on who is counted. */
export function sumSentence(condition: SumCondition, names: CodeNames, language: Language): string {
  const words = CONDITION_WORDS[language];
  const related = words.summed[condition.over];
  const persons = condition.self ? words.self(related) : related;
  const parts = [words.sum(kindName(condition.sum, names, language), persons)];
  const { perUnit } = condition;
  if (perUnit) {
    const { first, steps = [], otherwise } = perUnit;
    const weight = (number: number) => numberText(number, language);
    const units = [
      ...(first === undefined ? [] : [words.eldest(weight(first))]),
      ...steps.map((step) => words.youngerThan(step.below, weight(step.weight))),
      words.others(weight(otherwise)),
    ];
    parts.push(words.perUnit(units.join('; ')));
  }
  const isMoney = names.factKind(condition.sum)?.type === 'money';
  return `${parts.join(', ')}: ${limitsText(condition, language, isMoney ? 'money' : 'number')}`;
}

/** "in the last 24 months, for at least 12 months in all:". */
export function heldText({ atLeast, inLast }: HeldCondition, language: Language): string {
  const words = CONDITION_WORDS[language];
  const [unit, count] = spanParts(atLeast);
  const long = counted(count, words.unitsLong[unit], language);
  return words.held({ atLeast: long, inLast: lastText(inLast, language) });
}

/** "year", "24 months"; in Latvian with its adjective: "pēdējā gadā", "pēdējos 24 mēnešos". */
function lastText(span: Span, language: Language): string {
  const [unit, count] = spanParts(span);
  const [one, many] = CONDITION_WORDS[language].unitsLast[unit];
  const isOne = isSingular(count, language);
  const last = count === 1 ? one : `${count} ${isOne ? one : many}`;
  if (language === 'en') return last;
  return `${isOne ? 'pēdējā' : unit === 'days' ? 'pēdējās' : 'pēdējos'} ${last}`;
}

function spanParts(span: Span): [UnitOfTime, number] {
  const [[unit, count] = ['days', 0]] = Object.entries(span);
  return [unit as UnitOfTime, count];
}

function ageSentence({ age }: AgeCondition, language: Language): string {
  const words = CONDITION_WORDS[language];
  return `${words.age[age.on ?? 'day']}: ${timeLimitsText(age, age.in ?? 'years', language)}`;
}

/** "at least 6 months but less than 12 months"; in English the unit stands once. */
export function timeLimitsText(limits: Limits, unit: UnitOfTime, language: Language): string {
  const words = CONDITION_WORDS[language];
  if (language === 'en') {
    const last = limits.below ?? limits.from ?? 0;
    const [one, many] = words.units[unit];
    return `${limitsText(limits, 'en')} ${last === 1 ? one : many}`;
  }
  const said: string[] = [];
  const { from, below } = limits;
  if (from !== undefined) said.push(`vismaz ${counted(from, words.units[unit], 'lv')}`);
  if (below !== undefined) {
    said.push(`mazāk par ${counted(below, words.unitsLess[unit], 'lv')}`);
  }
  return said.join(words.but);
}
