import { addDays } from '../../../platform/clock/day.ts';
import type { FactKind } from '../../classifiers/fact-kind.ts';
import type { Definition } from '../definitions/definition.ts';
import { grantorText } from '../sentences/relief-sentence.ts';
import type { CodeNames } from '../sentences/words.ts';
import { definitionSchema, reliefSchema, schemaText } from '../text/relief-schema.ts';
import { definitionsPage } from './definitions-page.ts';
import { pagePath, type ReliefPageSource, reliefPage } from './relief-page.ts';

/** A file that is made from the reliefs, by its path from the root of the project. */
export interface GeneratedFile {
  path: string;
  text: string;
}

/** All that is made from the format and the reliefs: a page each, their index, the definitions,
 * the JSON Schemas. */
export function generatedFiles(
  sources: readonly ReliefPageSource[],
  around: {
    definitions: readonly Definition[];
    names: CodeNames;
    factKinds: readonly FactKind[];
  },
): GeneratedFile[] {
  const { definitions, names, factKinds } = around;
  const reliefs = sources.map(({ relief }) => relief);
  const ofDefinitions = definitionsPage(definitions, reliefs, names);
  return [
    { path: 'reliefs/relief.schema.json', text: schemaText(reliefSchema(factKinds)) },
    {
      path: 'reliefs/definitions/definition.schema.json',
      text: schemaText(definitionSchema(factKinds)),
    },
    { path: 'docs/reliefs/README.md', text: indexPage(sources, names) },
    { path: 'docs/reliefs/definitions.md', text: ofDefinitions },
    ...sources.map((source) => ({
      path: pagePath(source.relief),
      text: reliefPage(source, names),
    })),
  ];
}

const INTRODUCTION = `# Reliefs

A page for each relief of this repository: who gets it, on what, how much, how often, from when, by which act, and
the cases that prove it. Made by \`koplieta reliefs docs\` from the files in \`reliefs/\`; how these are written
stands in [the format of relief files](../reference/relief-format.md). What several of them share is among the
[definitions](definitions.md).

| relief | grantor | in force | code |
|---|---|---|---|
`;

function indexPage(sources: readonly ReliefPageSource[], names: CodeNames): string {
  const rows = sources.map(({ relief }) => {
    const page = pagePath(relief).replace('docs/reliefs/', '');
    const first = relief.versions[0]?.from ?? '';
    const end = relief.versions.at(-1)?.to;
    const force = end === undefined ? `from ${first}` : `${first} to ${addDays(end, -1)}`;
    const grantor = grantorText(relief.grantor, names, 'en');
    const title = `[${relief.name.lv}](${page})<br>${relief.name.en}`;
    return `| ${title} | ${grantor} | ${force} | ${relief.code} |\n`;
  });
  return INTRODUCTION + rows.join('');
}
