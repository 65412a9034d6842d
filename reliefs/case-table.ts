/**
 * One row of a case table: what a lawyer reads, in the words of `cases/README.md`.
 */
export interface Case {
  /** Where the row stands: file and line. */
  place: string;
  person: string;
  day: string;
  basket: string;
  recipientPays: string;
  reliefs: string;
  why: string;
}

const COLUMNS = ['person', 'day', 'basket', 'recipient pays', 'reliefs', 'why'];

/** The rows of the Markdown table of a case file. Throws when the table has another shape. */
export function readCaseTable(file: string, text: string): Case[] {
  const rows: Case[] = [];
  let header: string[] | undefined;
  text.split('\n').forEach((line, index) => {
    if (!line.startsWith('|') || /^\|[\s|:-]+$/.test(line)) return;
    const place = `${file}:${index + 1}`;
    const cells = line
      .replace(/^\||\|\s*$/g, '')
      .split('|')
      .map((cell) => cell.trim());
    if (!header) {
      header = cells;
      if (cells.join() !== COLUMNS.join()) throw new Error(`${place}: columns are ${COLUMNS}.`);
      return;
    }
    if (cells.length !== COLUMNS.length) throw new Error(`${place}: ${COLUMNS.length} cells.`);
    const [person = '', day = '', basket = '', recipientPays = '', reliefs = '', why = ''] = cells;
    rows.push({ place, person, day, basket, recipientPays, reliefs, why });
  });
  return rows;
}

/** Cents from euros with two decimals, as the tables write them. */
export function readEuros(text: string): number {
  if (!/^\d+\.\d{2}$/.test(text)) throw new Error(`“${text}” is not an amount like 1.50.`);
  return Number(text.replace('.', ''));
}

export function writeEuros(cents: number): string {
  return `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
}
