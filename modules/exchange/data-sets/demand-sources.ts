import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import {
  type Definition,
  type Field,
  fieldsByName,
  isList,
  isPersonal,
  PERSONAL_CLASSES,
  type Source,
} from '../definition.ts';
import { selectRemote } from '../systems/sql/select-remote.ts';
import { selectVersions } from './sql/select-versions.ts';

interface SourceProblem {
  source: string;
  field?: string;
  problem:
    | 'data-set-unknown'
    | 'data-set-virtual'
    | 'remote-unknown'
    | 'field-unknown'
    | 'other-type'
    | 'less-personal'
    | 'key-not-whole';
}

const SENTENCES: Readonly<Record<SourceProblem['problem'], LocalizedText>> = {
  'data-set-unknown': {
    lv: 'Tādas datu kopas vai tās versijas nav. Pārbaudiet avota kodu un versiju.',
    en: 'There is no such data set or version. Check code and version of the source.',
  },
  'data-set-virtual': {
    lv: 'Avots pats ir virtuāls. Norādiet datu kopas, kurās ir tā ieraksti.',
    en: 'The source is virtual itself. Name the data sets that hold its records.',
  },
  'remote-unknown': {
    lv: 'Tādas citas instalācijas nav. Lūdziet operatoram to reģistrēt.',
    en: 'There is no such other installation. Ask the operator to register it.',
  },
  'field-unknown': {
    lv: 'Avotam šāda lauka nav. Norādiet tādu, kas tam ir.',
    en: 'The source has no such field. Name one that it has.',
  },
  'other-type': {
    lv: 'Lauka tips atšķiras no avota lauka tipa. Norādiet to pašu.',
    en: 'The field is of another type than that of the source. State the same.',
  },
  'less-personal': {
    lv: 'Avotā lauks ir aizsargāts stingrāk. Norādiet tādu pašu vai stingrāku klasi.',
    en: 'The source classes the field higher. State the same class, or a higher one.',
  },
  'key-not-whole': {
    lv: 'Atslēgai jānosauc visi avota atslēgas lauki un nekas cits. Salīdziniet abas.',
    en: 'The key must name all fields of the key of the source, and no others. Compare both.',
  },
};

/**
 * Demands of a virtual data set that its sources are there and fit: each field has the type of that in
 * the source and is classed no lower, and the key here says the whole key there. Of another
 * installation no more is known than its name, and to others than those for whom it was named not even
 * that. Refuses with `sources-unfit`.
 */
export async function demandSources(
  { db }: Pick<Context, 'db'>,
  { definition, organisationId }: { definition: Definition; organisationId: string },
): Promise<void> {
  const problems: SourceProblem[] = [];
  for (const source of definition.sources ?? []) {
    if (source.remote !== undefined) {
      const remote = await selectRemote(db, { name: source.remote, organisationId });
      if (!remote) problems.push({ source: source.name, problem: 'remote-unknown' });
      continue;
    }
    const asked = { code: source.dataSet, version: source.version, after: null, limit: 1 };
    const [version] = await selectVersions(db, asked);
    if (!version) problems.push({ source: source.name, problem: 'data-set-unknown' });
    else problems.push(...compare(definition, source, version.definition));
  }
  if (problems.length === 0) return;
  throw new Refusal('sources-unfit', {
    problems: problems.map((one) => ({ ...one, ...SENTENCES[one.problem] })),
  });
}

function compare(here: Definition, source: Source, there: Definition): SourceProblem[] {
  if (there.sources) return [{ source: source.name, problem: 'data-set-virtual' }];
  const fields = fieldsByName(there);
  const problems = here.fields.flatMap((field): SourceProblem[] => {
    const from = source.fields[field.name];
    if (from === undefined) return [];
    const problem =
      typeof from === 'string'
        ? compareField(field, fields.get(from))
        : compareValue(field, from.value);
    return problem ? [{ source: source.name, field: field.name, problem }] : [];
  });
  const said = new Set(here.key.map((name) => source.fields[name]));
  const isWhole = there.key.every((name) => said.has(name));
  const others = [...said].some((from) => typeof from === 'string' && !there.key.includes(from));
  if (!isWhole || others) problems.push({ source: source.name, problem: 'key-not-whole' });
  return problems;
}

function compareField(here: Field, there: Field | undefined): SourceProblem['problem'] | undefined {
  if (!there) return 'field-unknown';
  if (isLessPersonal(here, there)) return 'less-personal';
  if (isList(here) || isList(there)) {
    return isList(here) && isList(there) && sameRows(here.list, there.list)
      ? undefined
      : 'other-type';
  }
  return here.type === there.type ? undefined : 'other-type';
}

/** Of lists the fields of their rows are compared, one by one. */
function isLessPersonal(here: Field, there: Field): boolean {
  if (isList(here) || isList(there)) return isPersonal(there) && !isPersonal(here);
  return PERSONAL_CLASSES.indexOf(here.class) < PERSONAL_CLASSES.indexOf(there.class);
}

function sameRows(here: readonly Field[], there: readonly Field[]): boolean {
  const others = fieldsByName({ fields: there });
  return (
    here.length === there.length &&
    here.every((field) => compareField(field, others.get(field.name)) === undefined)
  );
}

function compareValue(field: Field, value: unknown): SourceProblem['problem'] | undefined {
  const types = { string: 'text', number: 'integer', boolean: 'boolean' } as const;
  const type = types[typeof value as keyof typeof types];
  return !isList(field) && field.type === type ? undefined : 'other-type';
}
