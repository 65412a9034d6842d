/** As much of a JSON Schema as that of the reliefs uses. */
export interface SchemaNode {
  $ref?: string;
  $defs?: Readonly<Record<string, SchemaNode>>;
  anyOf?: readonly SchemaNode[];
  properties?: Readonly<Record<string, SchemaNode>>;
  required?: readonly string[];
  items?: SchemaNode;
  enum?: readonly unknown[];
  const?: unknown;
  type?: string;
}

type Found = (construct: string) => void;
type Defs = Readonly<Record<string, SchemaNode>>;

/** Every field and every word that the schema has, as `Condition{count,where}.self`, `child|parent=child`. */
export function constructsOf(schema: SchemaNode, defs: Defs): Set<string> {
  const constructs = new Set<string>();
  const visited = new Set<string>();
  const walk = (node: SchemaNode, path: string): void => {
    const name = refName(node);
    if (name !== undefined) {
      if (visited.has(name)) return;
      visited.add(name);
      walk(defs[name] ?? {}, name);
      return;
    }
    for (const branch of node.anyOf ?? []) walk(branch, path);
    for (const word of node.enum ?? []) constructs.add(wordOf(node, word));
    if (node.items) walk(node.items, path);
    for (const [key, property] of Object.entries(node.properties ?? {})) {
      const field = fieldOf(node, path, key);
      constructs.add(field);
      walk(property, field);
    }
  };
  walk(schema, '');
  return constructs;
}

/** Tells of every construct that what is written uses. */
export function findUsed(
  written: unknown,
  { node, path, defs }: { node: SchemaNode; path: string; defs: Defs },
  found: Found,
): void {
  const name = refName(node);
  if (name !== undefined) {
    findUsed(written, { node: defs[name] ?? {}, path: name, defs }, found);
    return;
  }
  for (const branch of node.anyOf ?? []) {
    if (fits(branch, written, defs)) findUsed(written, { node: branch, path, defs }, found);
  }
  if (node.enum?.includes(written)) found(wordOf(node, written));
  if (Array.isArray(written)) {
    if (!node.items) return;
    for (const one of written) findUsed(one, { node: node.items, path, defs }, found);
    return;
  }
  if (typeof written !== 'object' || written === null) return;
  for (const [key, value] of Object.entries(written)) {
    const property = node.properties?.[key];
    if (!property) continue;
    const field = fieldOf(node, path, key);
    found(field);
    findUsed(value, { node: property, path: field, defs }, found);
  }
}

/** Whether a branch is the one that was meant: by its form, not by all that it checks. */
function fits(branch: SchemaNode, written: unknown, defs: Defs): boolean {
  const name = refName(branch);
  if (name !== undefined) return fits(defs[name] ?? {}, written, defs);
  if (branch.anyOf) return branch.anyOf.some((one) => fits(one, written, defs));
  if (Array.isArray(written)) return branch.items !== undefined;
  if (typeof written !== 'object' || written === null) return branch.properties === undefined;
  const { properties, required = [] } = branch;
  if (!properties) return false;
  return (
    required.every((key) => key in written) &&
    Object.keys(written).every((key) => key in properties)
  );
}

function refName({ $ref }: SchemaNode): string | undefined {
  return $ref?.split('/').at(-1);
}

/** Forms of one place differ by the fields that they require. */
function fieldOf({ required = [] }: SchemaNode, path: string, key: string): string {
  const form = required.length > 0 ? `{${[...required].sort().join()}}` : '';
  return `${path}${form}.${key}`;
}

/** One enumeration is one vocabulary, wherever it stands. */
function wordOf(node: SchemaNode, word: unknown): string {
  return `${node.enum?.join('|')}=${word}`;
}
