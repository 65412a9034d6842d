import { classifiersFromFiles } from '../../modules/classifiers/index.ts';
import {
  type CodeNames,
  findCases,
  type GeneratedFile,
  generatedFiles,
  problemText,
  readReliefFiles,
  readReliefs,
} from '../../modules/reliefs/index.ts';
import { organisationRecords } from '../simulator/organisations.ts';

/** The pages of the reliefs of this repository and the JSON Schema of their format. */
export function makeReliefDocuments(): GeneratedFile[] {
  const classifiers = classifiersFromFiles();
  const { reliefs, problems } = readReliefs(readReliefFiles(), classifiers);
  if (problems.length > 0) {
    throw new Error(problems.map((problem) => problemText(problem, 'en')).join('\n'));
  }
  const sources = reliefs.map((read) => ({ ...read, cases: findCases(read.file) }));
  const { name, factKind, factKinds } = classifiers;
  const names = { name, factKind, organisation: organisationNames() };
  return generatedFiles(sources, { names, factKinds });
}

function organisationNames(): NonNullable<CodeNames['organisation']> {
  const records = Object.values(organisationRecords()).flat();
  const names = new Map(
    records.map(({ shortName, name, nameEn }) => [shortName, { lv: name, en: nameEn }]),
  );
  return (code) => names.get(code);
}
