import type { Language, LocalizedText } from '../../../platform/i18n/localized-text.ts';
import {
  COMPARED_SECTIONS,
  type ComparedSection,
  type Comparison,
  type Difference,
} from './comparison.ts';

/** A comparison as lines for people: what changed, section by section, and what it means. */
export function comparisonText({ differences, meaning }: Comparison, language: Language): string {
  const words = WORDS[language];
  if (differences.length === 0) return `${words.same}\n`;
  const sections = COMPARED_SECTIONS.flatMap((section) => {
    const own = differences.filter((one) => one.section === section);
    if (own.length === 0) return [];
    return [words.sections[section], ...own.flatMap((one) => linesOf(one, language))];
  });
  const meant = meaning.map((text) => `- ${text[language]}`);
  const lines = meant.length > 0 ? [...sections, words.meaning, ...meant] : sections;
  return `${lines.join('\n')}\n`;
}

function linesOf({ before, after, as, within }: Difference, language: Language): string[] {
  const words = WORDS[language];
  const change = before && after ? 'changed' : after ? 'added' : 'removed';
  const named = as ? words[as] : '';
  const place = within ? ` (${words.within}: ${within[language]})` : '';
  const said = (text: LocalizedText | undefined) => text?.[language] ?? '';
  if (change !== 'changed') return [`- ${words[change]}${named}${place}: ${said(after ?? before)}`];
  return [
    `- ${words.changed}${place}:`,
    `  ${words.before}: ${said(before)}`,
    `  ${words.after}: ${said(after)}`,
  ];
}

interface Words {
  sections: Readonly<Record<ComparedSection, string>>;
  same: string;
  meaning: string;
  changed: string;
  added: string;
  removed: string;
  requirement: string;
  alternative: string;
  within: string;
  before: string;
  after: string;
}

const WORDS: Readonly<Record<Language, Words>> = {
  lv: {
    sections: {
      relief: 'Atvieglojums',
      period: 'Spēkā',
      condition: 'Nosacījums',
      benefits: 'Atbalsts',
      quotas: 'Izmantošanas limiti',
      budget: 'Finansējums',
      shares: 'Kas maksā',
      terms: 'Kārtība',
    },
    same: 'Redakcijas ir vienādas.',
    meaning: 'Ko tas nozīmē',
    changed: 'mainīts',
    added: 'pievienots',
    removed: 'svītrots',
    requirement: ' (jāizpilda arī tas)',
    alternative: ' (viena no iespējām)',
    within: 'iespējā',
    before: 'bija',
    after: 'būs',
  },
  en: {
    sections: {
      relief: 'Relief',
      period: 'In force',
      condition: 'Condition',
      benefits: 'Benefits',
      quotas: 'Quotas',
      budget: 'Budget',
      shares: 'Who pays',
      terms: 'Terms',
    },
    same: 'The versions are the same.',
    meaning: 'What it means',
    changed: 'changed',
    added: 'added',
    removed: 'removed',
    requirement: ' (must be met too)',
    alternative: ' (one of the alternatives)',
    within: 'in the alternative',
    before: 'before',
    after: 'after',
  },
};
