import { nearestWord } from '../../../platform/text/near-miss.ts';
import type { TextPath } from '../../../platform/text/text-problem.ts';
import { type Definition, type Field, fieldsByName, isList, isPersonal } from '../definition.ts';
import { checkSources } from './check-sources.ts';
import type { DefinitionFinding } from './definition-problem.ts';

const LIST_LEVELS_MAX = 3;

/** What the schema cannot say: names that are told apart, names that lead somewhere and fit. */
export function checkDefinition(definition: Definition): DefinitionFinding[] {
  return [
    ...checkFields(definition.fields, ['fields'], 0),
    ...definition.key.flatMap((name, index) => checkKeyField(definition, name, ['key', index])),
    ...checkLookup(definition),
    ...checkOrder(definition, 'recordVersion', ['integer', 'instant']),
    ...checkOrder(definition, 'validFrom', ['day', 'instant']),
    ...checkSources(definition),
    ...checkIndexed(definition.fields, ['fields'], 0),
  ];
}

function checkFields(fields: readonly Field[], path: TextPath, level: number): DefinitionFinding[] {
  if (level > LIST_LEVELS_MAX) return [{ code: 'lists-too-deep', path }];
  const seen = new Set<string>();
  return fields.flatMap((field, index) => {
    const here = [...path, index];
    const findings: DefinitionFinding[] = seen.has(field.name)
      ? [{ code: 'field-name-twice', path: [...here, 'name'], found: field.name }]
      : [];
    seen.add(field.name);
    if (isList(field)) findings.push(...checkFields(field.list, [...here, 'list'], level + 1));
    return findings;
  });
}

function checkKeyField(definition: Definition, name: string, path: TextPath): DefinitionFinding[] {
  const fields = fieldsByName(definition);
  const field = fields.get(name);
  if (!field) return [unknownField(definition, name, path)];
  if (isList(field)) return [{ code: 'named-field-unfit', path, found: name }];
  const twice = definition.key.indexOf(name) !== path.at(-1);
  return twice ? [{ code: 'field-name-twice', path, found: name }] : [];
}

function checkLookup({ key, lookup }: Definition): DefinitionFinding[] {
  if (!lookup) return [];
  const leads = lookup.length < key.length && lookup.every((name, index) => name === key[index]);
  if (leads) return [];
  return [
    { code: 'lookup-not-leading', path: ['lookup'], found: lookup.join(', '), expected: key },
  ];
}

function checkOrder(
  definition: Definition,
  role: 'recordVersion' | 'validFrom',
  types: readonly string[],
): DefinitionFinding[] {
  const name = definition[role];
  if (name === undefined) return [];
  const path = [role];
  const field = fieldsByName(definition).get(name);
  if (!field) return [unknownField(definition, name, path)];
  if (isList(field) || !types.includes(field.type) || !field.required) {
    const expected = types.map((type) => `${type}, required`);
    return [{ code: 'named-field-unfit', path, found: name, expected }];
  }
  return isPersonal(field) ? [{ code: 'named-field-personal', path, found: name }] : [];
}

/** The database orders what it can see, and a record has one value for each entry of an index. */
function checkIndexed(
  fields: readonly Field[],
  path: TextPath,
  level: number,
): DefinitionFinding[] {
  return fields.flatMap((field, index) => {
    const here = [...path, index];
    if (isList(field)) return checkIndexed(field.list, [...here, 'list'], level + 1);
    if (!field.indexed || (level === 0 && !isPersonal(field))) return [];
    return [{ code: 'field-not-indexable', path: [...here, 'indexed'], found: field.name }];
  });
}

function unknownField(definition: Definition, name: string, path: TextPath): DefinitionFinding {
  const names = definition.fields.map((field) => field.name);
  const suggestion = nearestWord(name, names);
  return { code: 'named-field-unknown', path, found: name, expected: names, suggestion };
}
