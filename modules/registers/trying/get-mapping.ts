import { stringify } from 'yaml';
import { type Context, GRANTING_ROLES } from '../../../platform/context.ts';
import { type Field, getWatchedVersion, isList } from '../../exchange/index.ts';
import { getKeptRegister } from '../following/get-kept-register.ts';

/** The mapping in force of a register, as who keeps it reads it. */
export interface ShownMapping {
  register: string;
  name: { lv: string; en: string };
  version: number;
  dataSet: string;
  takenAt: Date;
  text: string;
  /** Examples of one invented record of the data set. */
  sample: string;
}

/** Refuses like `getKeptRegister`. */
export async function getMapping(context: Context, register: string): Promise<ShownMapping> {
  const kept = await getKeptRegister(context, register, GRANTING_ROLES);
  const { dataSet, dataSetVersion, mappingVersion: version, takenAt, text } = kept;
  const asked = { code: dataSet, version: dataSetVersion };
  const { definition } = await getWatchedVersion(context, asked, GRANTING_ROLES);
  return {
    ...{ register, name: definition.name, version, dataSet: `${dataSet}@${dataSetVersion}` },
    ...{ takenAt, text, sample: sampleOf(definition.fields) },
  };
}

function sampleOf(fields: readonly Field[]): string {
  return stringify({ examples: [{ name: '1', record: recordOf(fields) }] });
}

const SAMPLES = {
  ...{ text: '…', integer: 1, decimal: '1.00', boolean: true, day: '2026-01-01' },
  ...{ instant: '2026-01-01T08:00:00Z', 'personal-code': '320000-00001' },
};

/** What must stand, and a row of each list. */
function recordOf(fields: readonly Field[]): Record<string, unknown> {
  return Object.fromEntries(
    fields.flatMap((field): [string, unknown][] => {
      if (isList(field)) return [[field.name, [recordOf(field.list)]]];
      return field.required ? [[field.name, SAMPLES[field.type]]] : [];
    }),
  );
}
