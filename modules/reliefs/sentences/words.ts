import type { Day } from '../../../platform/clock/day.ts';
import type { Language, LocalizedText } from '../../../platform/i18n/localized-text.ts';
import type { BasisPoints, Cents } from '../../../platform/money/money.ts';
import type { FactKind } from '../../classifiers/fact-kind.ts';

export type { Language };

/**
 * Who knows what codes are called. Classifiers are one; organisations, groups and definitions may be
 * added.
 */
export interface CodeNames {
  name(scheme: string, code: string): LocalizedText;
  factKind(code: string): FactKind | undefined;
  organisation?(code: string): LocalizedText | undefined;
  group?(code: string): LocalizedText | undefined;
  definition?(code: string): LocalizedText | undefined;
}

/** Latvian takes the singular for 1, 21, 31 … but not for 11. */
export function isSingular(count: number, language: Language): boolean {
  if (language === 'en') return count === 1;
  return count % 10 === 1 && count % 100 !== 11;
}

export function counted(
  count: number,
  [one, many]: readonly [string, string],
  language: Language,
): string {
  return `${count} ${isSingular(count, language) ? one : many}`;
}

/** "1 234,50 EUR", "1,234.50 EUR". */
export function eurosText(amountCents: Cents, language: Language): string {
  const [group, point] = language === 'lv' ? ['\u00a0', ','] : [',', '.'];
  const whole = String(Math.floor(amountCents / 100)).replace(/\B(?=(\d{3})+$)/g, group);
  return `${whole}${point}${String(amountCents % 100).padStart(2, '0')} EUR`;
}

export function percentText(basisPoints: BasisPoints, language: Language): string {
  const text = String(basisPoints / 100);
  return `${language === 'lv' ? text.replace('.', ',') : text} %`;
}

/** "11.03.2026." in Latvian, "2026-03-11" in English. */
export function dayText(day: Day, language: Language): string {
  if (language === 'en') return day;
  const [year, month, date] = day.split('-');
  return `${date}.${month}.${year}.`;
}

export function listed(words: readonly string[], joint: string): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} ${joint} ${last}`;
}

export const OR: Readonly<Record<Language, string>> = { lv: 'vai', en: 'or' };
export const AND: Readonly<Record<Language, string>> = { lv: 'un', en: 'and' };

/** A sentence with what it is made of: a list within a list, or brackets within a line. */
export interface SentenceTree {
  text: string;
  /** How the parts belong together, when they do. */
  joint?: 'all' | 'any';
  parts: SentenceTree[];
}

/** The tree in one line: "residence: Riga, and (age: … or pension: …)". */
export function inlineText(tree: SentenceTree, language: Language): string {
  return inline(tree, language, true);
}

function inline(tree: SentenceTree, language: Language, isOutermost: boolean): string {
  if (tree.parts.length === 0) return tree.text;
  const parts = tree.parts.map((part) => inline(part, language, tree.parts.length === 1));
  const only = parts[0] ?? '';
  if (tree.joint) {
    if (parts.length === 1) return only;
    const word = (tree.joint === 'all' ? AND : OR)[language];
    const joined = parts.join(`, ${word} `);
    return isOutermost ? joined : `(${joined})`;
  }
  return `${tree.text} ${parts.length === 1 ? only : `(${parts.join('; ')})`}`;
}

/** The tree as a Markdown list, two spaces a level. */
export function listText(tree: SentenceTree, level = 0): string {
  const own = `${'  '.repeat(level)}- ${tree.text}\n`;
  return own + tree.parts.map((part) => listText(part, level + 1)).join('');
}
