import { readYaml } from '../../../platform/text/read-yaml.ts';
import { findingsOfSchema } from '../../../platform/text/schema-findings.ts';
import { checkMapping } from './check-mapping.ts';
import { dataSetOf, Mapping, type MappingBasis } from './mapping.ts';
import type { MappingProblem } from './mapping-problem.ts';

export type MappingReading =
  | { ok: true; mapping: Mapping }
  | { ok: false; problems: MappingProblem[] };

/**
 * Reads the text of a mapping. What is wrong comes back all at once, each problem with its place and
 * what was most likely meant. Pure.
 *
 * @param basisOf finds what the data set of the mapping is; undefined when there is none
 */
export function readMapping(
  source: { file: string; text: string },
  basisOf: (mapping: Mapping) => MappingBasis | undefined,
): MappingReading {
  const reading = readYaml(source);
  if (!reading.ok) return reading;
  const { written, place } = reading;
  const parsed = Mapping.safeParse(written);
  if (!parsed.success) {
    const findings = findingsOfSchema(Mapping, parsed.error.issues, written);
    return { ok: false, problems: place(findings) };
  }
  const mapping = parsed.data;
  const basis = basisOf(mapping);
  const findings = basis
    ? checkMapping(mapping, basis)
    : [
        {
          code: 'mapping-data-set-unknown' as const,
          path: ['dataSet'],
          found: mapping.dataSet,
        },
      ];
  return findings.length === 0 ? { ok: true, mapping } : { ok: false, problems: place(findings) };
}

/** Reads the text of a mapping against the data set that it names, once that was found. */
export async function readMappingOf(
  source: { file: string; text: string },
  findBasis: (dataSet: { code: string; version: number }) => Promise<MappingBasis | undefined>,
): Promise<MappingReading> {
  // The text is read twice: first for the name of its data set, then against that one.
  let wanted: Mapping | undefined;
  readMapping(source, (mapping) => {
    wanted = mapping;
    return undefined;
  });
  const basis = wanted && (await findBasis(dataSetOf(wanted)));
  return readMapping(source, () => basis);
}
