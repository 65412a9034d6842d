import { stringify } from 'yaml';
import type { Context } from '../../platform/context.ts';
import { statedRelief } from './catalogue.ts';
import type { Relief } from './instruction.ts';
import { getRelief } from './read-catalogue.ts';
import { writtenRelief } from './text/written-relief.ts';

const SCHEMA_LINE = '# yaml-language-server: $schema=relief.schema.json\n';
const COLUMNS = 100;

/** A published relief as the text of its file. Comments of the file that was imported are lost. */
export async function exportRelief(context: Pick<Context, 'db'>, code: string): Promise<string> {
  return reliefText(statedRelief(await getRelief(context, code)));
}

export function reliefText(relief: Relief): string {
  return SCHEMA_LINE + stringify(writtenRelief(relief), { lineWidth: COLUMNS });
}
