import type { ArchivePart } from './check-archive.ts';

/** How many texts and styles the cells of a workbook may refer to. */
interface Referred {
  texts: number;
  styles: number;
}

/**
 * The sheets of a workbook in which there are cells that cannot be read, by their names, with the mark as
 * the text of each of those cells: an error (`#N/A`), a formula without its result, a value that its type
 * does not have. The reader of sheets takes some of these for empty, and gives a whole workbook up for the others.
 */
export function markCells(parts: readonly ArchivePart[], mark: string): Map<string, string> {
  const marked = new Map<string, string>();
  const sheets: ArchivePart[] = [];
  const referred = { texts: 0, styles: 0 };
  for (const part of parts) {
    const text = part.open().toString('latin1');
    const root = /<([A-Za-z]\w*)/.exec(text.slice(0, 4_096))?.[1];
    if (root === 'sst') referred.texts = countTags(text, 'si');
    else if (root === 'styleSheet') referred.styles = countTags(between(text, 'cellXfs'), 'xf');
    else if (root === 'worksheet') sheets.push(part);
  }
  for (const { name, open } of sheets) {
    const content = open();
    // Letters matter only where something is to be marked.
    if (markSheet(content.toString('latin1'), referred, mark) === undefined) continue;
    marked.set(name, markSheet(content.toString('utf8'), referred, mark) ?? '');
  }
  return marked;
}

/** Undefined: every cell can be read. */
function markSheet(xml: string, referred: Referred, mark: string): string | undefined {
  const kept: string[] = [];
  let from = 0;
  for (let at = xml.indexOf('<c'); at !== -1; at = xml.indexOf('<c', at + 2)) {
    if (!endsName(xml, at + 2)) continue;
    const opened = xml.indexOf('>', at);
    if (opened === -1) break;
    if (xml[opened - 1] === '/') continue;
    const closed = xml.indexOf('</c>', opened);
    if (closed === -1) break;
    const tag = xml.slice(at, opened);
    if (!isReadable(tag, xml.slice(opened + 1, closed), referred)) {
      const place = attributeOf(tag, 'r');
      const address = place === undefined ? '' : ` r="${place}"`;
      kept.push(xml.slice(from, at), `<c${address} t="inlineStr"><is><t>${mark}</t></is>`);
      from = closed;
    }
    at = closed;
  }
  return kept.length > 0 ? kept.join('') + xml.slice(from) : undefined;
}

function isReadable(tag: string, body: string, { texts, styles }: Referred): boolean {
  const value = valueIn(body);
  const type = attributeOf(tag, 't') ?? 'n';
  if (type === 'inlineStr') return true;
  // Without a value it is empty, unless a formula was to give one: that is known to who saves it alone.
  if (value === undefined || (value === '' && type !== 'str')) return !hasFormula(body);
  if (type === 'str') return true;
  if (type === 's') return isPlace(value, texts);
  if (type === 'b') return value === '0' || value === '1';
  if (type === 'd') return !Number.isNaN(Date.parse(value));
  const style = attributeOf(tag, 's');
  if (type !== 'n' || (style !== undefined && !isPlace(style, styles))) return false;
  return !Number.isNaN(Number(value));
}

function isPlace(text: string, of: number): boolean {
  const place = Number(text);
  return Number.isInteger(place) && place >= 0 && place < of;
}

function hasFormula(body: string): boolean {
  const at = body.indexOf('<f');
  return at !== -1 && endsName(body, at + 2);
}

function valueIn(body: string): string | undefined {
  const at = body.indexOf('<v');
  const opened = at === -1 || !endsName(body, at + 2) ? -1 : body.indexOf('>', at);
  if (opened === -1) return undefined;
  if (body[opened - 1] === '/') return '';
  return body.slice(opened + 1, body.indexOf('<', opened + 1));
}

function attributeOf(tag: string, name: string): string | undefined {
  return new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1];
}

function countTags(xml: string, name: string): number {
  let count = 0;
  const tag = `<${name}`;
  for (let at = xml.indexOf(tag); at !== -1; at = xml.indexOf(tag, at + 1)) {
    if (endsName(xml, at + tag.length)) count += 1;
  }
  return count;
}

function between(xml: string, name: string): string {
  const at = xml.indexOf(`<${name}`);
  return at === -1 ? '' : xml.slice(at, xml.indexOf(`</${name}>`, at));
}

function endsName(xml: string, at: number): boolean {
  const sign = xml[at];
  return (
    sign === '>' || sign === '/' || sign === ' ' || sign === '\n' || sign === '\r' || sign === '\t'
  );
}
