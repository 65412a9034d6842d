import { nearestWord } from '../../../platform/text/near-miss.ts';
import type { TextPath } from '../../../platform/text/text-problem.ts';
import { type Definition, fieldsByName, type Source } from '../definition.ts';
import type { DefinitionFinding } from './definition-problem.ts';

/** What can be said of the sources of a virtual data set without looking at them. */
export function checkSources(definition: Definition): DefinitionFinding[] {
  const { sources } = definition;
  if (!sources) return [];
  const kept = [
    'lookup',
    'recordVersion',
    'validFrom',
    'retentionDays',
    'usualChangePercent',
    'usualGrowthPercent',
    'closedToRepresentatives',
  ] as const;
  return [
    ...kept.flatMap((name): DefinitionFinding[] =>
      definition[name] === undefined ? [] : [{ code: 'virtual-keeps-nothing', path: [name] }],
    ),
    ...sources.flatMap((source, index) => {
      const path = ['sources', index];
      const twice = sources.findIndex(({ name }) => name === source.name) !== index;
      const findings = checkMapping(definition, source, path);
      if (!twice) return findings;
      const found = source.name;
      return [{ code: 'source-name-twice' as const, path: [...path, 'name'], found }, ...findings];
    }),
  ];
}

function checkMapping(
  definition: Definition,
  { fields }: Source,
  path: TextPath,
): DefinitionFinding[] {
  const known = fieldsByName(definition);
  const names = [...known.keys()];
  const unknown = Object.keys(fields).filter((name) => !known.has(name));
  const needed = definition.fields.filter(
    ({ name, required }) => required || definition.key.includes(name),
  );
  const lacking = needed.filter(({ name }) => !(name in fields));
  return [
    ...unknown.map(
      (name): DefinitionFinding => ({
        ...{ code: 'named-field-unknown', path: [...path, 'fields', name], found: name },
        ...{ expected: names, suggestion: nearestWord(name, names) },
      }),
    ),
    ...lacking.map(
      ({ name }): DefinitionFinding => ({
        code: 'source-lacks-field',
        path: [...path, 'fields'],
        found: name,
      }),
    ),
  ];
}
