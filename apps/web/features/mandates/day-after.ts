const DAY_MS = 86_400_000;

/** People state the last day, or none; the server takes the first one after it. */
export function dayAfter(lastDay: string): string | null {
  if (lastDay === '') return null;
  return new Date(Date.parse(`${lastDay}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
