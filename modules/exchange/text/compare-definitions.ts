import { type Definition, type Field, isList, isPersonal } from '../definition.ts';

/** One change that makes somebody's records or programs wrong. */
export interface BreakingChange {
  /** The place in the definition: `fields.pets.age`, `key`. */
  at: string;
  change: 'changed' | 'removed' | 'added-required' | 'became-required' | 'became-optional';
}

/**
 * What in a new text of a version is not compatible with the one before. Compatible is what leaves
 * every record that was right still right, and every reader finding what it found before: other
 * names, comments, legal basis, licence and rhythm; optional fields that are added; a field that is
 * classed higher or lower without becoming or ceasing to be encrypted. Everything else breaks.
 */
export function breakingChanges(before: Definition, after: Definition): BreakingChange[] {
  const named = (['institution', 'key', 'lookup', 'recordVersion', 'validFrom'] as const)
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((at): BreakingChange => ({ at, change: 'changed' }));
  // Other sources under the same fields are the institution's affair; keeping records is another thing.
  if (Boolean(before.sources) !== Boolean(after.sources)) {
    named.push({ at: 'sources', change: 'changed' });
  }
  return [...named, ...changedFields(before.fields, after.fields, 'fields')];
}

function changedFields(
  before: readonly Field[],
  after: readonly Field[],
  path: string,
): BreakingChange[] {
  const now = new Map(after.map((field) => [field.name, field]));
  const known = new Set(before.map(({ name }) => name));
  const changes = before.flatMap((field): BreakingChange[] => {
    const at = `${path}.${field.name}`;
    const other = now.get(field.name);
    return other ? changedField(field, other, at) : [{ at, change: 'removed' }];
  });
  const added = after.filter(({ name, required }) => required && !known.has(name));
  return [
    ...changes,
    ...added.map(
      ({ name }): BreakingChange => ({ at: `${path}.${name}`, change: 'added-required' }),
    ),
  ];
}

function changedField(before: Field, after: Field, at: string): BreakingChange[] {
  if (isPersonal(before) !== isPersonal(after)) return [{ at, change: 'changed' }];
  const required: BreakingChange[] =
    before.required === after.required
      ? []
      : [{ at, change: after.required ? 'became-required' : 'became-optional' }];
  if (isList(before) && isList(after)) {
    return [...required, ...changedFields(before.list, after.list, at)];
  }
  if (isList(before) || isList(after) || before.type !== after.type) {
    return [{ at, change: 'changed' }];
  }
  return required;
}
