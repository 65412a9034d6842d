import {
  type Definition,
  type Field,
  isList,
  PERSONAL_CLASSES,
  type ValueField,
} from '../definition.ts';
import type { Terms } from './terms.ts';
import type { ReadableFields } from './view.ts';

type PersonalClass = ValueField['class'];

/** Fields as they were granted. `all`: those that are added later too, when they tell of no person. */
export interface GrantedFields {
  all: boolean;
  /** A field by its class on that day, a nested list by what is granted of its rows. */
  fields: { [name: string]: PersonalClass | GrantedFields };
}

const NOTHING_KNOWN: GrantedFields = { all: true, fields: {} };

/** The asked fields as the definition has them now. Paths that it does not have come as `unknown`. */
export function grantFields(
  { fields }: Pick<Definition, 'fields'>,
  asked: Terms['fields'],
): { granted: GrantedFields; unknown: string[] } {
  const unknown: string[] = [];
  const granted = asked === 'all' ? grantAll(fields) : grantPaths(fields, asked, unknown);
  return { granted, unknown };
}

function grantAll(fields: readonly Field[]): GrantedFields {
  const entries = fields.map((field) => [field.name, grantWhole(field)]);
  return { all: true, fields: Object.fromEntries(entries) };
}

function grantWhole(field: Field): PersonalClass | GrantedFields {
  return isList(field) ? grantAll(field.list) : field.class;
}

function grantPaths(
  fields: readonly Field[],
  paths: readonly string[],
  unknown: string[],
  above = '',
): GrantedFields {
  const granted: GrantedFields = { all: false, fields: {} };
  const byName = Map.groupBy(paths, (path) => path.split('.', 1)[0] ?? '');
  for (const [name, asked] of byName) {
    const field = fields.find((one) => one.name === name);
    const inner = asked.flatMap((path) => (path === name ? [] : [path.slice(name.length + 1)]));
    if (!field || (inner.length > 0 && !isList(field))) {
      unknown.push(...asked.map((path) => above + path));
    } else if (isList(field) && inner.length === asked.length) {
      granted.fields[name] = grantPaths(field.list, inner, unknown, `${above}${name}.`);
    } else {
      granted.fields[name] = grantWhole(field);
      if (isList(field)) grantPaths(field.list, inner, unknown, `${above}${name}.`);
    }
  }
  return granted;
}

/**
 * What is readable now of what was granted then: a field that is gone is not, nor one that became more
 * sensitive, nor one that was added and tells of a person.
 */
export function readableFields(fields: readonly Field[], granted: GrantedFields): ReadableFields {
  const readable = new Map<string, true | ReadableFields>();
  for (const field of fields) {
    const then = granted.fields[field.name];
    if (isList(field)) {
      const inner = then ?? (granted.all ? NOTHING_KNOWN : undefined);
      if (typeof inner !== 'object') continue;
      const rows = readableFields(field.list, inner);
      if (rows.size > 0) readable.set(field.name, rows);
    } else if (isReadable(field.class, then, granted.all)) readable.set(field.name, true);
  }
  return readable;
}

function isReadable(
  now: PersonalClass,
  then: PersonalClass | GrantedFields | undefined,
  all: boolean,
): boolean {
  if (then === undefined) return all && now === 'none';
  return typeof then === 'string' && sensitivity(now) <= sensitivity(then);
}

function sensitivity(personalClass: PersonalClass): number {
  return PERSONAL_CLASSES.indexOf(personalClass);
}

/** Whether a granted field, or the key, is kept encrypted: then two must decide. */
export function grantsPersonal({ fields, key }: Definition, granted: GrantedFields): boolean {
  const readable = readableFields(fields, granted);
  return fields.some((field) => {
    const part = key.includes(field.name) ? true : readable.get(field.name);
    return part !== undefined && anyPersonal(field, part);
  });
}

function anyPersonal(field: Field, part: true | ReadableFields): boolean {
  if (!isList(field)) return field.class === 'personal' || field.class === 'special';
  return field.list.some((inner) => {
    const of = part === true ? true : part.get(inner.name);
    return of !== undefined && anyPersonal(inner, of);
  });
}
