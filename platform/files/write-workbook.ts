import { Refusal } from '../errors/refusal.ts';
import { isWrittenNumber, type WrittenCell } from './table-row.ts';
import { writeArchive } from './write-archive.ts';

/** Rows of a sheet, its heading among them: what spreadsheets open. */
export const SHEET_ROWS_MAX = 1_048_576;
/** Letters of a cell that spreadsheets open. */
export const CELL_LENGTH_MAX = 32_767;

const LETTERS = 26;
const DAY_MS = 86_400_000;
/** Day 0 of spreadsheets, which count a day too many from March 1900 on. */
const EPOCH_MS = Date.UTC(1899, 11, 30);

const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** What every workbook of one sheet has beside it. Style 1 shows days. */
export const WORKBOOK_PARTS: readonly [name: string, content: string][] = [
  [
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types">` +
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
  ],
  ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
  [
    'xl/workbook.xml',
    `<workbook xmlns="${MAIN}" xmlns:r="${DOCUMENT}"><sheets>` +
      '<sheet name="1" sheetId="1" r:id="r1"/></sheets></workbook>',
  ],
  [
    'xl/_rels/workbook.xml.rels',
    relations([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
    ]),
  ],
  [
    'xl/styles.xml',
    `<styleSheet xmlns="${MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>` +
      '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
      '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
  ],
];

/**
 * An XLSX workbook of one sheet as a stream, in bounded memory. A `Date` is shown as a day. Texts are
 * texts whatever they begin with: nothing is run. Refuses with `workbook-rows-too-many`.
 */
export async function* writeWorkbook(
  pages: AsyncIterable<readonly WrittenCell[][]>,
): AsyncGenerator<Buffer> {
  yield* writeArchive([
    ...WORKBOOK_PARTS.map(([name, content]) => ({ name, content: [`${DECLARATION}${content}`] })),
    { name: 'xl/worksheets/sheet1.xml', content: sheetOf(pages) },
  ]);
}

async function* sheetOf(pages: AsyncIterable<readonly WrittenCell[][]>): AsyncGenerator<string> {
  yield `${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>`;
  let number = 0;
  for await (const rows of pages) {
    if (number + rows.length > SHEET_ROWS_MAX) throw new Refusal('workbook-rows-too-many');
    yield rows.map((cells) => rowOf(cells, ++number)).join('');
  }
  yield '</sheetData></worksheet>';
}

function rowOf(cells: readonly WrittenCell[], number: number): string {
  const written = cells.map((cell, index) => cellOf(cell, `${columnName(index)}${number}`));
  return `<row r="${number}">${written.join('')}</row>`;
}

function cellOf(cell: WrittenCell, address: string): string {
  if (cell === null) return '';
  const begin = `<c r="${address}"`;
  if (typeof cell === 'number') return `${begin}><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `${begin} t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (isWrittenNumber(cell)) return `${begin}><v>${cell.digits}</v></c>`;
  if (typeof cell !== 'string') {
    return `${begin} s="1"><v>${(cell.getTime() - EPOCH_MS) / DAY_MS}</v></c>`;
  }
  return `${begin} t="inlineStr"><is><t xml:space="preserve">${escape(cell)}</t></is></c>`;
}

/** A to Z, then AA. */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % LETTERS));
  return index < LETTERS ? letter : `${columnName(Math.floor(index / LETTERS) - 1)}${letter}`;
}

const MARKUP = new RegExp('[&<>]', 'g');
/** Controls that XML does not have or changes, and what looks like an escape of one. */
const CONTROLS = new RegExp(
  '_(?=x[0-9A-Fa-f]{4}_)|[\\u0000-\\u0008\\u000b-\\u001f\\ufffe\\uffff]',
  'g',
);
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function escape(text: string): string {
  return text
    .replace(MARKUP, (sign) => ENTITIES[sign] ?? '')
    .replace(CONTROLS, (sign) => {
      const number = sign.charCodeAt(0).toString(16).toUpperCase();
      return `_x${number.padStart(4, '0')}_`;
    });
}

function relations(targets: readonly [kind: string, target: string][]): string {
  const all = targets.map(
    ([kind, target], index) =>
      `<Relationship Id="r${index + 1}" Type="${DOCUMENT}/${kind}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${PACKAGE}/relationships">${all.join('')}</Relationships>`;
}
