import { type Definition, type Field, isList } from '../definition.ts';
import type { CatalogueField } from './catalogue-api.ts';

/** The fields of a data set in their order, what is nested right after its list. */
export function catalogueFields({
  fields,
  key,
}: Pick<Definition, 'fields' | 'key'>): CatalogueField[] {
  return fields.flatMap((field) => fieldRows(field, '', key));
}

function fieldRows(field: Field, above: string, key: readonly string[]): CatalogueField[] {
  const path = above + field.name;
  const { comment = null, required } = field;
  const stated = { path, comment, required, inKey: key.includes(path) };
  if (!isList(field)) return [{ ...stated, type: field.type, class: field.class }];
  const inner = field.list.flatMap((one) => fieldRows(one, `${path}.`, key));
  return [{ ...stated, type: 'list', class: null }, ...inner];
}
