import { classifiersFromFiles } from '../../modules/classifiers/index.ts';
import {
  type CodeNames,
  findCases,
  type GeneratedFile,
  generatedFiles,
  makeDefinitions,
  problemText,
  readReliefFiles,
  readReliefs,
} from '../../modules/reliefs/index.ts';
import { organisationRecords } from '../simulator/organisations/organisations.ts';

/** The pages of the reliefs of this repository and of its definitions, and the JSON Schemas. */
export function makeReliefDocuments(): GeneratedFile[] {
  const classifiers = classifiersFromFiles();
  const { reliefs, definitions, problems } = readReliefs(readReliefFiles(), classifiers);
  if (problems.length > 0) {
    throw new Error(problems.map((problem) => problemText(problem, 'en')).join('\n'));
  }
  const { resolve } = makeDefinitions(definitions);
  const sources = reliefs.map(({ file, relief }) => {
    const versions = relief.versions.map((version) => resolve(version));
    return { file, relief: { ...relief, versions }, cases: findCases(file) };
  });
  const { name, factKind, factKinds } = classifiers;
  const called = new Map(definitions.map(({ code, name: ofCode }) => [code, ofCode]));
  const names = {
    ...{ name, factKind, organisation: organisationNames() },
    definition: (code: string) => called.get(code),
  };
  return generatedFiles(sources, { definitions, names, factKinds });
}

function organisationNames(): NonNullable<CodeNames['organisation']> {
  const records = Object.values(organisationRecords()).flat();
  const names = new Map(
    records.map(({ shortName, name, nameEn }) => [shortName, { lv: name, en: nameEn }]),
  );
  return (code) => names.get(code);
}
