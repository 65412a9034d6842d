import { readYaml } from '../../../platform/text/read-yaml.ts';
import { findingsOfSchema } from '../../../platform/text/schema-findings.ts';
import { Definition } from '../definition.ts';
import { checkDefinition } from './check-definition.ts';
import type { DefinitionFinding, DefinitionProblem } from './definition-problem.ts';
import { fromTodaysText, isTodaysText } from './todays-text.ts';

export interface DefinitionFile {
  file: string;
  text: string;
}

export type DefinitionReading =
  | { ok: true; definition: Definition }
  | { ok: false; problems: DefinitionProblem[] };

/**
 * Reads the text of one data set, in the platform's form or in that of today's state platform. What
 * is wrong comes back all at once, each problem with its place and what was most likely meant. Pure.
 */
export function readDefinition(source: DefinitionFile): DefinitionReading {
  const reading = readYaml(source);
  if (!reading.ok) return reading;
  const { written, place } = reading;
  const { definition, findings } = isTodaysText(written)
    ? fromTodaysText(written)
    : fromOwnText(written);
  if (definition && findings.length === 0) return { ok: true, definition };
  return { ok: false, problems: place(findings) };
}

function fromOwnText(written: unknown): {
  definition?: Definition;
  findings: DefinitionFinding[];
} {
  const parsed = Definition.safeParse(written);
  return parsed.success
    ? { definition: parsed.data, findings: checkDefinition(parsed.data) }
    : { findings: findingsOfSchema(Definition, parsed.error.issues, written) };
}
