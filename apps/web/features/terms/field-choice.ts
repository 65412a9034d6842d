/**
 * Which fields a permission is to name. A list that is named stands for all of its fields; a field is
 * named by its path, `waters.hectares`.
 */
export type FieldChoice = readonly string[];

/** Whether a field is read: in whole, or of a list a part. */
export function chosenPart(choice: FieldChoice, path: string): 'all' | 'some' | 'none' {
  if (choice.some((one) => one === path || isWithin(path, one))) return 'all';
  return choice.some((one) => isWithin(one, path)) ? 'some' : 'none';
}

/** Adds a field that is not read in whole, or takes one out, also of a list that was named in whole. */
export function switchField(
  choice: FieldChoice,
  path: string,
  paths: readonly string[],
): FieldChoice {
  if (chosenPart(choice, path) !== 'all') {
    return [...choice.filter((one) => !isWithin(one, path)), path];
  }
  const above = choice.find((one) => isWithin(path, one));
  if (above === undefined) return choice.filter((one) => one !== path);
  const parts = paths.filter((one) => isWithin(one, above) && isLeafOf(one, paths));
  return [
    ...choice.filter((one) => one !== above),
    ...parts.filter((one) => one !== path && !isWithin(one, path)),
  ];
}

interface Named {
  path: string;
}

/** The fields that all versions have: what a permission for several of them can name. */
export function sharedFields<Field extends Named>(
  fields: readonly Field[],
  ofVersions: readonly (readonly Named[])[],
): Field[] {
  const known = ofVersions.map((of) => new Set(of.map(({ path }) => path)));
  return fields.filter(({ path }) => known.every((paths) => paths.has(path)));
}

function isWithin(path: string, above: string): boolean {
  return path.startsWith(`${above}.`);
}

function isLeafOf(path: string, paths: readonly string[]): boolean {
  return !paths.some((one) => isWithin(one, path));
}
