import type { UnitOfTime } from '../../../platform/clock/day.ts';
import type { FactCondition, Span } from '../condition.ts';
import { CONDITION_WORDS } from './condition-words.ts';
import {
  AND,
  type CodeNames,
  counted,
  dayText,
  eurosText,
  type Language,
  listed,
  OR,
} from './words.ts';

/** What a kind of facts is called; its code when the vocabulary does not have it. */
export function kindName(fact: string, names: CodeNames, language: Language): string {
  return names.factKind(fact)?.[language] ?? fact;
}

/** "disability: group I or group II". Pure. */
export function factSentence(
  condition: FactCondition,
  names: CodeNames,
  language: Language,
): string {
  const { fact, is, in: among, hasAll, elapsed, notOlderThan } = condition;
  const words = CONDITION_WORDS[language];
  const name = kindName(fact, names, language);
  const value = (code: string | boolean) => valueText(fact, code, names, language);
  const said: string[] = [];
  if (is !== undefined) said.push(value(is));
  if (among) said.push(listed(among.map(value), OR[language]));
  if (hasAll) said.push(words.everyOf(listed(hasAll.map(value), AND[language])));
  const isMoney = names.factKind(fact)?.type === 'money';
  const bounds = limitsText(condition, language, isMoney ? 'money' : 'number');
  if (bounds !== '') said.push(bounds);
  if (elapsed) said.push(words.elapsed(elapsedText(elapsed, language)));
  const compared = said.length > 0 ? `${name}: ${said.join(', ')}` : '';
  const within = condition.within ? words.within(name) : '';
  const age = notOlderThan ? words.notOlderThan(spanText(notOlderThan, language)) : '';
  return [compared, within, age].filter((text) => text !== '').join(', ');
}

function elapsedText(
  { from, below, in: unit }: NonNullable<FactCondition['elapsed']>,
  language: Language,
): string {
  const words = CONDITION_WORDS[language];
  const said: string[] = [];
  if (from !== undefined) said.push(words.from(counted(from, words.units[unit], language)));
  if (below !== undefined) said.push(words.below(counted(below, words.units[unit], language)));
  return said.join(words.but);
}

function spanText(span: Span, language: Language): string {
  const [[unit, count] = ['days', 0]] = Object.entries(span);
  return counted(count, CONDITION_WORDS[language].unitsLess[unit as UnitOfTime], language);
}

/** A value of a fact, as a register states it or a condition asks for it. */
export function valueText(
  fact: string,
  value: string | number | boolean,
  names: CodeNames,
  language: Language,
): string {
  const kind = names.factKind(fact);
  switch (kind?.type) {
    case 'boolean':
      return CONDITION_WORDS[language][value ? 'yes' : 'no'];
    case 'money':
      return eurosText(Number(value), language);
    case 'date':
      return dayText(String(value), language);
    default:
      return kind?.scheme ? names.name(kind.scheme, String(value))[language] : String(value);
  }
}

interface AnyLimits {
  from?: number | string | undefined;
  to?: number | string | undefined;
  below?: number | string | undefined;
}

/** "at least 3", "from 1 to 4", "on or after 2024-09-01 but before …"; euros when it is money. */
export function limitsText(
  { from, to, below }: AnyLimits,
  language: Language,
  unit: 'money' | 'number' = 'number',
): string {
  const words = CONDITION_WORDS[language];
  const text = (value: number | string) => {
    if (typeof value === 'string') return dayText(value, language);
    if (unit === 'number') return numberText(value, language);
    return eurosText(Math.round(value * 100), language);
  };
  if (typeof from === 'number' && typeof to === 'number' && below === undefined) {
    return words.between(text(from), text(to));
  }
  const isDay = [from, to, below].some((bound) => typeof bound === 'string');
  const said: string[] = [];
  if (from !== undefined) said.push(words[isDay ? 'onOrAfter' : 'from'](text(from)));
  if (to !== undefined) said.push(words[isDay ? 'onOrBefore' : 'to'](text(to)));
  if (below !== undefined) said.push(words[isDay ? 'before' : 'below'](text(below)));
  return said.join(words.but);
}

/** A number with the decimal mark of the language. */
export function numberText(number: number, language: Language): string {
  return language === 'lv' ? String(number).replace('.', ',') : String(number);
}
