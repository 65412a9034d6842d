import { classifiersFromFiles } from '../modules/classifiers/index.ts';
import { type Field, isList } from '../modules/exchange/index.ts';
import { readRegisters } from '../modules/registers/index.ts';

type Register = ReturnType<typeof readRegisters>[number];

/** The page of the registers that the platform comes with: what each holds, and what its records mean. */
export function registersPage(): string {
  return readRegisters(classifiersFromFiles()).map(section).join('\n\n');
}

function section({ definition, mapping }: Register): string {
  const { code, version, name, institution, updates, legalBasis, licence, key } = definition;
  const facts = mapping.facts.flatMap(({ states }) => Object.keys(states));
  const relations = mapping.relations.map(({ kind }) => kind);
  const means = [
    ...(typeof mapping.person === 'object' ? ['makes persons known'] : []),
    ...(mapping.organisation ? ['makes organisations known'] : []),
    ...quoted('facts', facts),
    ...quoted('relations', relations),
    ...(mapping.households.length > 0 ? ['households'] : []),
    ...(mapping.representatives.length > 0 ? ['who represents organisations'] : []),
  ];
  const silence = mapping.unknownAfterDays
    ? ` After ${mapping.unknownAfterDays} days of silence what it does not state is unknown.`
    : '';
  return [
    `## ${mapping.register}`,
    '',
    `${name.en} (${name.lv}): \`${code}@${version}\` of \`${institution}\`, renewed ${updates}, ` +
      `${licence}, key \`${key.join(', ')}\`. ${legalBasis?.en ?? ''}.`,
    '',
    `Means: ${means.join('; ')}.${silence}`,
    '',
    '| field | type | class | |',
    '|---|---|---|---|',
    ...definition.fields.flatMap((field) => rows(field, '')),
  ].join('\n');
}

function quoted(what: string, codes: readonly string[]): string[] {
  if (codes.length === 0) return [];
  return [`${what} ${[...new Set(codes)].map((code) => `\`${code}\``).join(', ')}`];
}

function rows(field: Field, above: string): string[] {
  const name = `\`${above}${field.name}\`${field.required ? '' : ' ?'}`;
  const comment = field.comment?.en ?? '';
  if (!isList(field)) return [`| ${name} | ${field.type} | ${field.class} | ${comment} |`];
  const inner = field.list.flatMap((one) => rows(one, `${above}${field.name}/`));
  return [`| ${name} | list | | ${comment} |`, ...inner];
}
