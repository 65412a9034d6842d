import { stringify } from 'yaml';
import type { Definition } from './definition.ts';

const SCHEMA_LINE = '# yaml-language-server: $schema=definition.schema.json\n';
const COLUMNS = 100;

/** A definition as its author would write it: what is empty is left out. */
export function writtenDefinition({ assumptions, versions, ...stated }: Definition) {
  return { ...stated, ...(assumptions.length > 0 ? { assumptions } : {}), versions };
}

/** A definition as the text of its file. */
export function definitionText(definition: Definition): string {
  return SCHEMA_LINE + stringify(writtenDefinition(definition), { lineWidth: COLUMNS });
}

/**
 * Whether a text means a definition, not a relief: its code is in small letters, and it has none of
 * the fields that reliefs alone have.
 */
export function isDefinitionText(text: string): boolean {
  return (
    /^ {0,2}"?code"?\s*:\s*["']?[a-z]/m.test(text) &&
    !/^ {0,2}"?(kind|label|grantor|categories)"?\s*:/m.test(text)
  );
}
