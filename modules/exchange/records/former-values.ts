/**
 * JSON of what those open fields were that other content changes or leaves out, null where there was
 * nothing; null when no field did.
 */
export function formerValues(before: string, after: string): string | null {
  const held = JSON.parse(before) as Record<string, unknown>;
  const given = JSON.parse(after) as Record<string, unknown>;
  const former: Record<string, unknown> = {};
  let any = false;
  for (const name of new Set([...Object.keys(held), ...Object.keys(given)])) {
    if (isSame(held[name], given[name])) continue;
    former[name] = held[name] ?? null;
    any = true;
  }
  return any ? JSON.stringify(former) : null;
}

function isSame(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object') return false;
  return sorted(one) === sorted(other);
}

/** The database keeps the names of an object in an order of its own. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    part && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
