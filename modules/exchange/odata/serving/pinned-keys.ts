import type { Context } from '../../../../platform/context.ts';
import type { Definition } from '../../definition.ts';
import { RecordReader } from '../../records/record-reader.ts';
import { decimalText } from '../expression/decimal.ts';
import { conjunctsOf, type Expression, type Value } from '../expression/expression.ts';
import type { Sought } from '../sql/select-entities.ts';

const KEYS_MAX = 1_000;

interface PinnedKeys extends NonNullable<Sought['keys']> {
  /** The keys themselves, by the names of their fields. */
  asked: readonly Record<string, unknown>[];
}

/**
 * The hashes of the only keys that a condition leaves, when it says what each field of the key (or of
 * its part that is looked up) is. So a record is found at once, also by what is kept encrypted.
 */
export function pinnedKeys(
  context: Context,
  version: { id: number; definition: Definition },
  where: Expression | undefined,
): PinnedKeys | undefined {
  const { key, lookup } = version.definition;
  const pins = pinsOf(where);
  const column = isPinned(key, pins) ? 'key_hash' : 'lookup_hash';
  const names = column === 'key_hash' ? key : lookup;
  if (!names || !isPinned(names, pins)) return undefined;
  const tuples = tuplesOf(names, pins);
  if (!tuples) return undefined;
  const reader = new RecordReader(version, context);
  const read = tuples.flatMap((tuple) => {
    const one = reader.readKey(tuple);
    // What is no key finds nothing.
    if ('problems' in one) return [];
    return [{ tuple, hash: 'keyHash' in one ? one.keyHash : one.lookupHash }];
  });
  return { column, hashes: read.map(({ hash }) => hash), asked: read.map(({ tuple }) => tuple) };
}

type Pins = ReadonlyMap<string, readonly Value[]>;

function isPinned(names: readonly string[], pins: Pins): boolean {
  return names.every((name) => pins.has(name));
}

/** Fields of the record that must have one of some values. */
function pinsOf(where: Expression | undefined): Pins {
  const pins = new Map<string, readonly Value[]>();
  for (const part of conjunctsOf(where)) {
    if (part.kind !== 'call' || (part.name !== 'eq' && part.name !== 'in')) continue;
    const field = part.parts.find(({ kind }) => kind === 'field');
    const values = part.parts.filter((one) => one.kind === 'value').map(({ value }) => value);
    const isPin = field?.kind === 'field' && field.level === 0 && field.type !== 'decimal';
    if (isPin && values.length === part.parts.length - 1) pins.set(field.name, values);
  }
  return pins;
}

function tuplesOf(names: readonly string[], pins: Pins): Record<string, unknown>[] | undefined {
  let tuples: Record<string, unknown>[] = [{}];
  for (const name of names) {
    const values = pins.get(name) ?? [];
    if (tuples.length * values.length > KEYS_MAX) return undefined;
    tuples = tuples.flatMap((tuple) =>
      values.map((value) => ({ ...tuple, [name]: plainValue(value) })),
    );
  }
  return tuples;
}

function plainValue(value: Value): unknown {
  return typeof value === 'object' && value !== null ? Number(decimalText(value)) : value;
}
