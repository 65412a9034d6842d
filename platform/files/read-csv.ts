import { Refusal } from '../errors/refusal.ts';
import { decodeText } from './decode-text.ts';
import type { FileForm } from './file-form.ts';
import type { TableRow } from './table-row.ts';

/** Letters of a row with its delimiters: a row of nothing but delimiters is bounded too. */
const ROW_LENGTH_MAX = 256 * 1024;

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const RETURN = 0x0d;

/**
 * The rows of a CSV stream (RFC 4180, any delimiter and line ending), in bounded memory whatever it
 * holds; empty lines are left out. Rows may have fewer or more cells than others. A row whose quotes
 * are wrong ends where spreadsheets end it, and is told without its cells, as is one that is too long.
 *
 * Refuses like `decodeText`, and with `csv-broken` where a quote is not closed: rows cannot be told
 * apart any more.
 */
export async function* readCsv(
  chunks: AsyncIterable<Buffer>,
  { encoding, delimiter }: Extract<FileForm, { kind: 'csv' }>,
): AsyncGenerator<TableRow> {
  const splitter = new CsvSplitter(delimiter);
  for await (const text of decodeText(chunks, encoding)) {
    splitter.take(text);
    yield* splitter.rows.splice(0);
    splitter.refuseBroken();
  }
  splitter.end();
  yield* splitter.rows;
  splitter.refuseBroken();
}

/**
 * Where the splitter stands: before a cell's first letter, in a cell without quotes, in one with
 * quotes, or after a quote in one, which ends it unless another quote follows.
 */
type Place = 'before' | 'bare' | 'quoted' | 'closing';

class CsvSplitter {
  readonly rows: TableRow[] = [];
  private readonly delimiter: number;
  private place: Place = 'before';
  private cells: string[] = [];
  private cell = '';
  private length = 0;
  private fault: TableRow['fault'];
  private line = 1;
  private begunOn = 1;
  private afterReturn = false;
  private broken = false;

  constructor(delimiter: string) {
    this.delimiter = delimiter.charCodeAt(0);
  }

  take(text: string): void {
    let from = 0;
    for (let at = 0; at < text.length && !this.broken; at++) {
      const code = text.charCodeAt(at);
      const endsReturn = this.afterReturn && code === LINE_FEED;
      if (code === RETURN || (code === LINE_FEED && !endsReturn)) this.line += 1;
      this.afterReturn = code === RETURN;
      this.length += 1;
      if (this.place === 'quoted') {
        this.broken ||= this.length > ROW_LENGTH_MAX;
        if (code !== QUOTE) continue;
        this.cell += text.slice(from, at);
        this.place = 'closing';
      } else if (code === QUOTE && this.place !== 'bare') {
        if (this.place === 'closing') this.cell += '"';
        this.place = 'quoted';
        from = at + 1;
      } else if (code === this.delimiter || code === LINE_FEED || code === RETURN) {
        if (this.place === 'bare') this.cell += text.slice(from, at);
        if (code === this.delimiter) this.endCell();
        else if (endsReturn) this.begunOn = this.line;
        else this.endRow();
      } else if (this.place === 'before') {
        this.place = 'bare';
        from = at;
      } else if (code === QUOTE || this.place === 'closing') {
        // A quote inside a cell without quotes, or a text after the end of one with them.
        this.fault ??= 'quotes wrong';
        if (this.place === 'closing') from = at;
        this.place = 'bare';
      }
      if (this.length > ROW_LENGTH_MAX) from = this.dropLong(at);
    }
    if (this.place === 'bare' || this.place === 'quoted') this.cell += text.slice(from);
  }

  /** Goes on to the end of a row that is too long, and keeps nothing of it. Returns from where letters count. */
  private dropLong(at: number): number {
    this.broken ||= this.place === 'quoted';
    this.fault = 'too long';
    this.cells.length = 0;
    this.cell = '';
    return at + 1;
  }

  end(): void {
    if (this.place === 'quoted') this.broken = true;
    if (!this.broken && this.length > 0) this.endRow();
  }

  /** After the rows before the broken one are given. */
  refuseBroken(): void {
    if (this.broken) throw new Refusal('csv-broken', { line: this.begunOn });
  }

  private endCell(): void {
    this.cells.push(this.cell);
    this.cell = '';
    this.place = 'before';
  }

  private endRow(): void {
    const isEmpty = this.place === 'before' && this.cells.length === 0;
    this.endCell();
    const { begunOn: number, cells, fault } = this;
    if (fault) this.rows.push({ number, cells: [], fault });
    else if (!isEmpty) this.rows.push({ number, cells });
    this.cells = [];
    this.length = 0;
    this.fault = undefined;
    this.begunOn = this.line;
  }
}
