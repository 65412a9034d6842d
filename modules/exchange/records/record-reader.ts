import { hash } from 'node:crypto';
import type { Clock } from '../../../platform/clock/clock.ts';
import type { KeyedHash } from '../../../platform/keys/keyed-hash.ts';
import type { Keyring } from '../../../platform/keys/keyring.ts';
import { type Field, fieldsByName, isList, isPersonal } from '../definition.ts';
import type { Version } from '../version.ts';
import {
  type FieldReader,
  isObject,
  joinFields,
  makeFieldReaders,
  readFields,
} from './field-readers.ts';
import type { RecordProblem } from './record-problem.ts';

/** A record, or the key of one to delete, as it is kept. Its hashes are latin1, a letter a byte. */
export interface ReadRecord {
  keyHash: string;
  lookupHash: string | null;
  /** Null: to be deleted. */
  contentHash: string | null;
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

/** The hash of a whole key, or of the part of one that is looked up. */
export type KeyHash = { keyHash: Buffer } | { lookupHash: Buffer };

type KeyReading = KeyHash | { problems: RecordProblem[] };

/** Reads the records of one version. Keep it: making it is worth many records. */
export class RecordReader {
  private readonly version: Pick<Version, 'id' | 'definition'>;
  private readonly clock: Clock;
  private readonly whole: Shape;
  private readonly ofKey: Shape;
  private readonly ofLookup: Shape;
  private readonly ofDeletion: Shape;
  private readonly versionIsInstant: boolean;
  private readonly hashKeyText: (text: string) => string;
  private readonly contentHasher: KeyedHash;

  constructor(
    version: Pick<Version, 'id' | 'definition'>,
    { keys, clock }: { keys: Keyring; clock: Clock },
  ) {
    const { key, lookup = [], recordVersion, fields } = version.definition;
    const byName = fieldsByName(version.definition);
    const shape = (of: readonly Field[]) => new Shape(of, version.definition);
    const required = (names: readonly string[]) =>
      names.flatMap((name) => {
        const field = byName.get(name);
        return field ? [{ ...field, required: true }] : [];
      });
    this.version = version;
    this.clock = clock;
    this.whole = shape(
      fields.map((field) => (key.includes(field.name) ? { ...field, required: true } : field)),
    );
    this.ofKey = shape(required(key));
    this.ofLookup = shape(required(lookup));
    const named = recordVersion ? [...key, recordVersion] : key;
    this.ofDeletion = shape(required([...new Set(named)]));
    this.versionIsInstant = isInstant(byName.get(recordVersion ?? ''));
    const keyHasher = keys.hasher('record-key');
    // Of what stands beside it unencrypted a keyed hash would hide nothing, and costs twice as much.
    const isKeyPersonal = this.ofKey.isPersonal.includes(true);
    this.hashKeyText = isKeyPersonal ? (text) => keyHasher.ofText(text) : plainHash;
    this.contentHasher = keys.hasher('record-content');
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
    const { lookup } = this.version.definition;
    const partial = lookup && Object.keys(value).length === lookup.length;
    const shape = partial ? this.ofLookup : this.ofKey;
    const problems: RecordProblem[] = [];
    const texts = readFields(value, shape.readers, '', problems);
    if (problems.length > 0) return { problems };
    const found = this.hashAt(partial ? shape.lookupAt : shape.keyAt, texts);
    const bytes = Buffer.from(found, 'latin1');
    return partial ? { lookupHash: bytes } : { keyHash: bytes };
  }

  private readWith(shape: Shape, value: unknown, what: 'upsert' | 'delete'): Reading {
    if (!isObject(value)) return NO_OBJECT;
    const problems: RecordProblem[] = [];
    const texts = readFields(value, shape.readers, '', problems);
    if (problems.length > 0) return { problems };
    const recordVersion = orderOf(texts[shape.recordVersionAt]);
    if (this.isFromTheFuture(recordVersion)) {
      const path = `/${this.version.definition.recordVersion}`;
      return { problems: [{ path, code: 'from-the-future' }] };
    }
    const { content, personal } = shape.split(texts);
    const isDeleted = what === 'delete';
    return {
      record: {
        keyHash: this.hashAt(shape.keyAt, texts),
        lookupHash: shape.lookupAt.length > 0 ? this.hashAt(shape.lookupAt, texts) : null,
        contentHash: isDeleted ? null : this.hashContent(content, personal),
        recordVersion,
        validFrom: isDeleted ? null : orderOf(texts[shape.validFromAt]),
        content,
        personal,
      },
    };
  }

  private isFromTheFuture(recordVersion: number | null): boolean {
    if (!this.versionIsInstant || recordVersion === null) return false;
    return recordVersion > this.clock.now().getTime() + SKEW_MS;
  }

  /** With the version's id: the same person in two data sets has two hashes. */
  private hashAt(places: readonly number[], texts: readonly string[]): string {
    let text = `[${this.version.id}`;
    for (const at of places) text += `,${texts[at]}`;
    return this.hashKeyText(`${text}]`).slice(0, HASH_BYTES);
  }

  private hashContent(content: string, personal: string | null): string {
    const whole =
      personal === null ? plainHash(content) : this.contentHasher.ofLines(content, personal);
    return whole.slice(0, HASH_BYTES);
  }
}

/** Fields that are read together, and where those stand that have a part in how records are kept. */
class Shape {
  readonly readers: readonly FieldReader[];
  readonly isPersonal: readonly boolean[];
  readonly keyAt: readonly number[];
  readonly lookupAt: readonly number[];
  /** -1: there is none. */
  readonly recordVersionAt: number;
  readonly validFromAt: number;
  private readonly hasPersonal: boolean;

  constructor(fields: readonly Field[], { key, lookup = [], recordVersion, validFrom }: Named) {
    const at = (wanted: string | undefined) => fields.findIndex(({ name }) => name === wanted);
    this.readers = makeFieldReaders(fields);
    this.isPersonal = fields.map(isPersonal);
    this.keyAt = key.map(at);
    this.lookupAt = lookup.map(at);
    this.recordVersionAt = at(recordVersion);
    this.validFromAt = at(validFrom);
    this.hasPersonal = this.isPersonal.includes(true);
  }

  split(texts: readonly string[]): Pick<ReadRecord, 'content' | 'personal'> {
    if (!this.hasPersonal) return { content: joinFields(this.readers, texts), personal: null };
    const personal = joinFields(this.readers, texts, this.isPersonal, true);
    return {
      content: joinFields(this.readers, texts, this.isPersonal, false),
      personal: personal === '{}' ? null : personal,
    };
  }
}

type Named = Pick<Version['definition'], 'key' | 'lookup' | 'recordVersion' | 'validFrom'>;

function plainHash(text: string): string {
  return hash('sha256', text, 'binary');
}

const NO_OBJECT: { problems: RecordProblem[] } = {
  problems: [{ path: '', code: 'wrong-type', expected: 'object' }],
};

/** An integer, or the instant of a day or instant, from its JSON. */
function orderOf(text: string | undefined): number | null {
  if (text === undefined || text === '') return null;
  return text.startsWith('"') ? Date.parse(text.slice(1, -1)) : Number(text);
}

function isInstant(field: Field | undefined): boolean {
  return field !== undefined && !isList(field) && field.type === 'instant';
}
