/** No body and no record here has more than ten; what comes after may go through it by recursion. */
export const LEVELS_MAX = 64;

/** Whether a value read from JSON is nested so deep that it could be read, but not written again. */
export function isTooDeep(value: unknown): boolean {
  let level = [value];
  for (let levels = 0; level.length > 0; levels++) {
    if (levels > LEVELS_MAX) return true;
    level = level.flatMap((one) =>
      one !== null && typeof one === 'object' ? Object.values(one) : [],
    );
  }
  return false;
}
