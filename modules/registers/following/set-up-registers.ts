import type { Context } from '../../../platform/context.ts';
import { readClassifiers } from '../../classifiers/index.ts';
import { defineDataSet, proposeDataSet, publishDataSet } from '../../exchange/index.ts';
import { addOrganisations, listOrganisations } from '../../persons/index.ts';
import { readKeepers, readRegisters } from '../register-texts.ts';
import { takeMapping } from './take-mapping.ts';

/**
 * Makes the registers of a folder followed: their keepers are known, their data sets published, their
 * mappings in force. Without a folder, those that the platform comes with. Doing it again changes
 * nothing; a text that has changed renews its data set, a mapping of a higher version is taken.
 */
export async function setUpRegisters(context: Context, folder?: string): Promise<string[]> {
  const classifiers = await readClassifiers(context);
  const registers = readRegisters(classifiers, folder);
  if (folder === undefined) await addKeepers(context);
  for (const { definition, dataSet, mappingFile } of registers) {
    const { code, version } = definition;
    const defined = await defineDataSet(context, dataSet);
    if (defined.state === 'sandbox') await proposeDataSet(context, { code, version });
    if (defined.state !== 'published') await publishDataSet(context, { code, version });
    await takeMapping(context, mappingFile);
  }
  return registers.map(({ mapping }) => mapping.register);
}

/** What a register says of an institution holds: only those that are unknown are added. */
async function addKeepers(context: Context): Promise<void> {
  const keepers = readKeepers();
  const known = await listOrganisations(
    context,
    keepers.map(({ code }) => code),
  );
  const codes = new Set(known.map(({ code }) => code));
  const missing = keepers.filter(({ code }) => !codes.has(code));
  await addOrganisations(
    context,
    missing.map(({ code, lv, en }) => ({
      ...{ code, registrationNumber: null, name: { lv, en }, kind: 'institution' as const },
      ...{ roles: [], territory: null },
    })),
  );
}
