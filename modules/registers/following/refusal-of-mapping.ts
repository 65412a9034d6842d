import { createHash } from 'node:crypto';
import { parse } from 'yaml';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { Mapping } from '../mapping/mapping.ts';
import type { Followed } from '../sql/select-followed.ts';

/** Names what a mapping says, however its text is written. */
export function digestOf(mapping: Mapping): Buffer {
  return createHash('sha256').update(JSON.stringify(mapping)).digest();
}

/** Whether the mapping in force of a register is this one. */
export function isInForce(held: Followed, mapping: Mapping): boolean {
  return held.mappingVersion === mapping.version && held.digest.equals(digestOf(mapping));
}

/**
 * Why a mapping cannot be put into force beside what is followed: `mapping-version-held` or
 * `mapping-stated-twice`. What a register states as the whole of somebody's is stated by no other; kinds of
 * facts have one anyway.
 */
export function refusalOf(mapping: Mapping, followed: readonly Followed[]): Refusal | undefined {
  const { register, version } = mapping;
  const held = followed.find((one) => one.register === register);
  if (held && held.mappingVersion >= version) {
    return new Refusal('mapping-version-held', { register, version: held.mappingVersion });
  }
  const own = statedAlone(mapping);
  for (const other of followed.filter((one) => one !== held)) {
    const stated = statedAlone(Mapping.parse(parse(other.text))).find((one) => own.includes(one));
    if (stated) return new Refusal('mapping-stated-twice', { stated, register: other.register });
  }
  return undefined;
}

function statedAlone({ person, households, relations }: Mapping): string[] {
  return [
    ...(typeof person === 'object' ? ['person'] : []),
    ...(households.length > 0 ? ['households'] : []),
    ...relations.map(({ kind }) => kind),
  ];
}
