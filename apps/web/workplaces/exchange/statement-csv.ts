import { csvRow } from '../../../../modules/exchange/held/forms/csv-row.ts';
import { chosen } from '../../features/language/start-language.ts';
import type { Statement } from './catalogue-api.ts';

const MONTHS = 24;

/** A statement as a sheet reads it, its amounts in euros; no text of it runs as a formula. */
export function statementCsv({ month, isFinal, lines }: Statement): string {
  const heading = [
    ...['month', 'final', 'permission', 'dataSet', 'sourceCode', 'source'],
    ...['holderCode', 'holder', 'uses', 'amountEuros'],
    ...['quota', 'quotaPeriod', 'mostInDay'],
  ];
  const rows = lines.map(({ permission, dataSet, source, holder, uses, amountCents, ...line }) => [
    ...[month, isFinal, permission, dataSet, source.code, chosen(source.name)],
    ...[holder.code, chosen(holder.name), uses, eurosOf(amountCents)],
    ...[line.quota ?? '', line.quotaPeriod, line.mostInDay],
  ]);
  return [heading, ...rows].map(csvRow).join('');
}

/** The month of a day and those before it, the last first. */
export function lastMonths(today: string): string[] {
  const [year = 0, month = 0] = today.split('-').map(Number);
  return Array.from({ length: MONTHS }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7),
  );
}

function eurosOf(cents: number): string {
  return `${Math.trunc(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
