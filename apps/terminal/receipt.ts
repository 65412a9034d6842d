import type { Text, TransactionAnswer } from '../../sdk/index.ts';

export type Language = 'lv' | 'en';

const WIDTH = 46;

const WORDS: Record<string, Text> = {
  total: { lv: 'Kopā', en: 'Total' },
  relief: { lv: 'Atvieglojums', en: 'Relief' },
  pays: { lv: 'JĀMAKSĀ', en: 'TO PAY' },
  afterwards: { lv: 'atmaksā vēlāk', en: 'paid back later' },
  points: { lv: 'Nopelnīti punkti', en: 'Points earned' },
  spent: { lv: 'Iztērēti punkti', en: 'Points spent' },
  companion: { lv: 'pavadonis', en: 'companion' },
};

/** Euros as a receipt prints them: 1,50 in Latvian, 1.50 in English. */
export function euros(cents: number, language: Language): string {
  const sign = cents < 0 ? '-' : '';
  const digits = String(Math.abs(cents)).padStart(3, '0');
  const separator = language === 'lv' ? ',' : '.';
  return `${sign}${digits.slice(0, -2)}${separator}${digits.slice(-2)}`;
}

/**
 * A transaction as a till prints it, line by line, with what the recipient pays at the end.
 * `names` gives the name of each item's code.
 */
export function receipt(
  answer: TransactionAnswer,
  { language, names }: { language: Language; names: ReadonlyMap<string, Text> },
): string {
  const rows: string[] = [];
  for (const line of answer.lines) {
    const name = names.get(line.item)?.[language] ?? line.item;
    const whose = line.whose === 'companion' ? ` (${word('companion', language)})` : '';
    rows.push(row(`${line.quantity} × ${name}${whose}`, euros(line.priceCents, language)));
    for (const applied of line.applied) {
      const later = applied.paid === 'afterwards';
      const label = `  ${applied.label[language]}${later ? `, ${word('afterwards', language)}` : ''}`;
      rows.push(row(label, euros(later ? applied.amountCents : -applied.amountCents, language)));
      for (const grantor of applied.grantors) rows.push(`    ${grantor.name[language]}`);
    }
  }
  rows.push('─'.repeat(WIDTH), row(word('total', language), euros(answer.priceCents, language)));
  rows.push(row(word('relief', language), euros(-answer.reliefCents, language)));
  rows.push(row(word('pays', language), euros(answer.recipientPaysCents, language)));
  if (answer.pointsSpent) rows.push(row(word('spent', language), String(answer.pointsSpent)));
  if (answer.pointsEarned) rows.push(row(word('points', language), String(answer.pointsEarned)));
  for (const one of answer.notApplied) rows.push(one.sentence[language]);
  return rows.join('\n');
}

function word(key: string, language: Language): string {
  return WORDS[key]?.[language] ?? key;
}

function row(left: string, right: string): string {
  const room = WIDTH - right.length - 1;
  const shown = left.length > room ? `${left.slice(0, room - 1)}…` : left;
  return `${shown.padEnd(room)} ${right}`;
}
