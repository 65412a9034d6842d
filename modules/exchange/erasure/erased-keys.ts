import { type Definition, isList } from '../definition.ts';
import { isObject } from '../records/field-readers.ts';
import type { RecordReader } from '../records/record-reader.ts';

/** Shorter values stand in texts by chance. */
const NEEDLE_LENGTH_MIN = 5;

/** Knows whether what was sent, read or not, is about records that are erased. */
export class ErasedKeys {
  private readonly reader: RecordReader;
  private readonly definition: Definition;
  private readonly hashes: ReadonlySet<string>;
  private readonly lookups: ReadonlySet<string>;
  private readonly needles = new Set<string>();

  constructor(
    of: { reader: RecordReader; definition: Definition },
    hashes: { keys: readonly Buffer[]; lookups: readonly Buffer[] },
  ) {
    this.reader = of.reader;
    this.definition = of.definition;
    this.hashes = new Set(hashes.keys.map((hash) => hash.toString('latin1')));
    this.lookups = new Set(hashes.lookups.map((hash) => hash.toString('latin1')));
  }

  /** The personal texts of a key, and personal codes: who cannot be read is known by them. */
  look(record: Record<string, unknown>): void {
    for (const field of this.definition.fields) {
      const value = record[field.name];
      if (isList(field) || typeof value !== 'string') continue;
      const isCode = field.type === 'personal-code';
      const isKey = this.definition.key.includes(field.name) && field.class !== 'none';
      if (!isCode && !isKey) continue;
      for (const needle of [value.trim(), ...(isCode ? [value.trim().replace('-', '')] : [])]) {
        if (needle.length >= NEEDLE_LENGTH_MIN) this.needles.add(needle);
      }
      if (isCode && !value.includes('-')) {
        this.needles.add(value.trim().replace(/^(\d{6})/, '$1-'));
      }
    }
  }

  /** Whether a sent line is one of theirs by its key. */
  isKeyOf(text: string): boolean {
    const sent = parse(text);
    if (!isObject(sent)) return false;
    return [sent, sent.upsert, sent.delete].some((one) => isObject(one) && this.hasKey(one));
  }

  /** The keyed hash of the record that a line of a snapshot is; none when the line is none. */
  keyHashOf(text: string): Buffer[] {
    const sent = parse(text);
    const reading = isObject(sent) ? this.readKey(sent, this.definition.key) : undefined;
    return reading && 'keyHash' in reading ? [reading.keyHash] : [];
  }

  /** Whether it names them in whatever way: by its key, or anywhere in it. */
  names(text: string): boolean {
    if (this.isKeyOf(text)) return true;
    // Escapes of JSON are undone where it is JSON.
    const parsed = parse(text);
    const plain = parsed === undefined ? text : `${text}\n${leavesOf(parsed).join('\n')}`;
    return [...this.needles].some((needle) => plain.includes(needle));
  }

  private hasKey(record: Record<string, unknown>): boolean {
    const { key, lookup = [] } = this.definition;
    const whole = this.readKey(record, key);
    if ('keyHash' in whole && this.hashes.has(whole.keyHash.toString('latin1'))) return true;
    if (lookup.length === 0 || this.lookups.size === 0) return false;
    const part = this.readKey(record, lookup);
    return 'lookupHash' in part && this.lookups.has(part.lookupHash.toString('latin1'));
  }

  private readKey(record: Record<string, unknown>, names: readonly string[]) {
    return this.reader.readKey(Object.fromEntries(names.map((name) => [name, record[name]])));
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function leavesOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'number') return [String(value)];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) => [name, ...leavesOf(one)]);
}
