import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { statedRelief } from '../catalogue.ts';
import type { Definition } from '../definitions/definition.ts';
import { Relief } from '../instruction.ts';
import { getRelief } from '../read-catalogue.ts';
import { type ReliefFile, readRelief } from '../relief-text.ts';
import type { KnownCodes } from '../text/known-codes.ts';
import { writtenRelief } from '../text/written-relief.ts';
import type { ComparedVersion } from './compare-versions.ts';

/** Which version: of a file if one is given, otherwise of the published relief; the newest if not said. */
interface Wanted {
  code: string;
  file?: ReliefFile | undefined;
  version?: number | undefined;
}

/**
 * A version that is to be compared. Refuses `relief-files-invalid`, `relief-unknown` and
 * `version-unknown`.
 */
export async function findVersion(
  context: Pick<Context, 'db'>,
  { code, file, version }: Wanted,
  { codes, definitions }: { codes: KnownCodes; definitions: readonly Definition[] },
): Promise<ComparedVersion> {
  const relief = file ? parsed(file, { codes, definitions }) : await published(context, code);
  const instruction = relief.versions[(version ?? relief.versions.length) - 1];
  if (!instruction) throw new Refusal('version-unknown', { relief: relief.code, version });
  return { relief, instruction };
}

function parsed(
  file: ReliefFile,
  { codes, definitions }: { codes: KnownCodes; definitions: readonly Definition[] },
): Relief {
  const reading = readRelief(file, codes, definitions);
  if (!reading.ok) throw new Refusal('relief-files-invalid', { problems: reading.problems });
  return reading.read.relief;
}

/** Read anew, so that its fields stand in the order in which those of a file do. */
async function published(context: Pick<Context, 'db'>, code: string): Promise<Relief> {
  return Relief.parse(writtenRelief(statedRelief(await getRelief(context, code))));
}
