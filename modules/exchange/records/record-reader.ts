import { hash } from 'node:crypto';
import type { Clock } from '../../../platform/clock/clock.ts';
import type { Keyring } from '../../../platform/keys/keyring.ts';
import { type Field, fieldsByName, isList, isPersonal } from '../definition.ts';
import type { Version } from '../version.ts';
import {
  type FieldReader,
  isObject,
  makeFieldReaders,
  readFields,
  type Value,
} from './field-readers.ts';
import type { RecordProblem } from './record-problem.ts';

/** A record, or the key of one to delete, as it is kept. */
export interface ReadRecord {
  keyHash: Buffer;
  lookupHash: Buffer | null;
  /** Null: to be deleted. */
  contentHash: Buffer | null;
  recordVersion: number | null;
  validFrom: number | null;
  /** JSON of the open fields. */
  content: string;
  /** JSON of the personal fields; null when the data set has none, or the record has none of them. */
  personal: string | null;
}

export type Reading = { record: ReadRecord } | { problems: RecordProblem[] };

/** 128 bits: two of 10⁹ records share a hash with a probability of 10⁻²¹. */
const HASH_BYTES = 16;
/** A clock may be ahead by this much; versions from later would hide all right ones until then. */
const SKEW_MS = 10 * 60_000;

type KeyReading = { keyHash: Buffer } | { lookupHash: Buffer } | { problems: RecordProblem[] };

/** Reads the records of one version. Keep it: making it is worth many records. */
export class RecordReader {
  private readonly version: Pick<Version, 'id' | 'definition'>;
  private readonly context: { keys: Keyring; clock: Clock };
  private readonly whole: ReadonlyMap<string, FieldReader>;
  private readonly ofKey: ReadonlyMap<string, FieldReader>;
  private readonly ofLookup: ReadonlyMap<string, FieldReader>;
  private readonly ofDeletion: ReadonlyMap<string, FieldReader>;
  private readonly personal: ReadonlySet<string>;
  private readonly isKeyPersonal: boolean;
  private readonly versionIsInstant: boolean;

  constructor(
    version: Pick<Version, 'id' | 'definition'>,
    context: { keys: Keyring; clock: Clock },
  ) {
    const { key, lookup = [], recordVersion, fields } = version.definition;
    const byName = fieldsByName(version.definition);
    this.version = version;
    this.context = context;
    this.whole = makeFieldReaders(
      fields.map((field) => (key.includes(field.name) ? { ...field, required: true } : field)),
    );
    this.ofKey = readersOf(byName, key);
    this.ofLookup = readersOf(byName, lookup);
    this.ofDeletion = readersOf(byName, recordVersion ? [...key, recordVersion] : key);
    this.personal = new Set(fields.filter(isPersonal).map(({ name }) => name));
    this.isKeyPersonal = key.some((name) => this.personal.has(name));
    this.versionIsInstant = isInstant(byName.get(recordVersion ?? ''));
  }

  read(value: unknown): Reading {
    return this.readWith(this.whole, value, 'upsert');
  }

  /** The key of a record to delete, with its version where the data set has one. */
  readDeletion(value: unknown): Reading {
    return this.readWith(this.ofDeletion, value, 'delete');
  }

  /** The keyed hash of a key, whole or its lookup part. */
  readKey(value: unknown): KeyReading {
    if (!isObject(value)) return NO_OBJECT;
    const { key, lookup } = this.version.definition;
    const partial = lookup && Object.keys(value).length === lookup.length;
    const problems: RecordProblem[] = [];
    const record = readFields(value, partial ? this.ofLookup : this.ofKey, '', problems);
    if (problems.length > 0) return { problems };
    return partial
      ? { lookupHash: this.hashKey(lookup, record) }
      : { keyHash: this.hashKey(key, record) };
  }

  private readWith(
    readers: ReadonlyMap<string, FieldReader>,
    value: unknown,
    what: 'upsert' | 'delete',
  ): Reading {
    if (!isObject(value)) return NO_OBJECT;
    const problems: RecordProblem[] = [];
    const record = readFields(value, readers, '', problems);
    if (problems.length > 0) return { problems };
    const { key, lookup, recordVersion: versionName, validFrom } = this.version.definition;
    const recordVersion = orderOf(versionName, record);
    if (this.isFromTheFuture(recordVersion)) {
      return { problems: [{ path: `/${versionName}`, code: 'from-the-future' }] };
    }
    const { content, personal } = this.split(record);
    const isDeleted = what === 'delete';
    return {
      record: {
        keyHash: this.hashKey(key, record),
        lookupHash: lookup ? this.hashKey(lookup, record) : null,
        contentHash: isDeleted ? null : this.hashContent(content, personal),
        recordVersion,
        validFrom: isDeleted ? null : orderOf(validFrom, record),
        content,
        personal,
      },
    };
  }

  private split(record: Record<string, Value>): Pick<ReadRecord, 'content' | 'personal'> {
    if (this.personal.size === 0) return { content: JSON.stringify(record), personal: null };
    const open: Record<string, Value> = {};
    const closed: Record<string, Value> = {};
    let any = false;
    for (const name in record) {
      const value = record[name] as Value;
      if (this.personal.has(name)) {
        closed[name] = value;
        any = true;
      } else open[name] = value;
    }
    return { content: JSON.stringify(open), personal: any ? JSON.stringify(closed) : null };
  }

  private isFromTheFuture(recordVersion: number | null): boolean {
    if (!this.versionIsInstant || recordVersion === null) return false;
    return recordVersion > this.context.clock.now().getTime() + SKEW_MS;
  }

  /** With the version's id: the same person in two data sets has two hashes. */
  private hashKey(names: readonly string[], record: Record<string, Value>): Buffer {
    const values = names.map((name) => record[name]);
    const text = JSON.stringify([this.version.id, ...values]);
    return this.isKeyPersonal ? this.hash('record-key', text) : plainHash(text);
  }

  private hashContent(content: string, personal: string | null): Buffer {
    if (personal === null) return plainHash(content);
    return this.hash('record-content', `${content}\n${personal}`);
  }

  private hash(purpose: 'record-key' | 'record-content', text: string): Buffer {
    return this.context.keys.hash(purpose, text).subarray(0, HASH_BYTES);
  }
}

/** Of what stands beside it unencrypted: a keyed hash would hide nothing, and costs twice as much. */
function plainHash(text: string): Buffer {
  return hash('sha256', text, 'buffer').subarray(0, HASH_BYTES);
}

const NO_OBJECT: { problems: RecordProblem[] } = { problems: [{ path: '', code: 'wrong-type' }] };

function orderOf(name: string | undefined, record: Record<string, Value>): number | null {
  const value = name === undefined ? undefined : record[name];
  if (value === undefined || value === null) return null;
  return typeof value === 'number' ? value : Date.parse(String(value));
}

function readersOf(fields: ReadonlyMap<string, Field>, names: readonly string[]) {
  return makeFieldReaders(
    names.flatMap((name) => {
      const field = fields.get(name);
      return field ? [{ ...field, required: true }] : [];
    }),
  );
}

function isInstant(field: Field | undefined): boolean {
  return field !== undefined && !isList(field) && field.type === 'instant';
}
