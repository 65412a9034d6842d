export type Form = Record<string, string>;

/** The fields of a form that are text; of an address only those that a page of ours puts there. */
export function formOf(given: unknown, ...only: string[]): Form {
  const fields = Object.entries((given ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    fields.filter(
      (field): field is [string, string] =>
        typeof field[1] === 'string' && (only.length === 0 || only.includes(field[0])),
    ),
  );
}
