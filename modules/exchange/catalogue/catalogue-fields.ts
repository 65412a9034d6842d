import { type Definition, fieldPaths, isList } from '../definition.ts';
import type { CatalogueField } from './api.ts';

/** The fields of a data set in their order, what is nested right after its list. */
export function catalogueFields({
  fields,
  key,
}: Pick<Definition, 'fields' | 'key'>): CatalogueField[] {
  return fieldPaths(fields).map(({ path, field }) => {
    const { comment = null, required } = field;
    const stated = { path, comment, required, inKey: key.includes(path) };
    return isList(field)
      ? { ...stated, type: 'list', class: null }
      : { ...stated, type: field.type, class: field.class };
  });
}
