type Named = Readonly<Record<string, unknown>>;

/** Whether two values are the same in JSON, whatever the order of their keys; undefined is absent. */
export function isSameJson(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((part, position) => isSameJson(part, other[position]));
  }
  return holdsAll(one as Named, other as Named) && countKeys(one) === countKeys(other);
}

function holdsAll(one: Named, other: Named): boolean {
  for (const key in one) if (!isSameJson(one[key], other[key])) return false;
  return true;
}

function countKeys(named: object): number {
  let count = 0;
  for (const key in named) if ((named as Named)[key] !== undefined) count += 1;
  return count;
}
