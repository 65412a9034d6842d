import type { Context } from '../../../platform/context.ts';
import type { Classifiers } from '../../classifiers/index.ts';
import { type FollowedVersion, findFollowedVersion } from '../../exchange/index.ts';
import { compileMapping, type MeaningReader } from '../mapping/compile-mapping.ts';
import type { Mapping } from '../mapping/mapping.ts';
import { readMapping } from '../mapping/read-mapping.ts';
import type { Followed } from '../sql/select-followed.ts';

/** A register with what is needed to read its records. */
export interface FollowedRegister {
  code: string;
  mapping: Mapping;
  mappingId: number;
  version: FollowedVersion;
  /** All its records are read again, or were, and whom it names is noted until the others have ended. */
  isNaming: boolean;
  read: MeaningReader;
}

/**
 * Opens a register that is followed. A mapping that fits the data set or the vocabulary no more is a
 * failure: nothing is followed by half of it.
 */
export function openRegister(
  followed: Followed,
  version: FollowedVersion,
  classifiers: Classifiers,
): FollowedRegister {
  const basis = { definition: version.definition, classifiers };
  const source = { file: `${followed.register}@${followed.mappingVersion}`, text: followed.text };
  const reading = readMapping(source, () => basis);
  if (!reading.ok) {
    const codes = reading.problems.map(({ code, line }) => `${code} in line ${line}`);
    throw new Error(`The mapping ${source.file} fits no more: ${codes.join(', ')}.`);
  }
  const { mapping } = reading;
  const { register: code, mappingId } = followed;
  const isNaming = followed.rereadAfter !== null || followed.absent !== null;
  return { code, mapping, mappingId, version, isNaming, read: compileMapping(mapping, basis) };
}

/** The data set of a register, while it is published. */
export async function findVersionOf(
  context: Context,
  followed: Followed,
): Promise<FollowedVersion | undefined> {
  const { dataSet: code, dataSetVersion: version } = followed;
  return await findFollowedVersion(context, { code, version });
}
