/** A record as a wrong export writes it: its lists are empty, and of two columns one has the other's place. */
export function spoilRecord(record: Record<string, unknown>): Record<string, unknown> {
  const spoilt = Object.fromEntries(
    Object.entries(record).map(([name, value]) => [name, Array.isArray(value) ? [] : value]),
  );
  const { name, shortName } = record;
  return name === undefined ? spoilt : { ...spoilt, name: shortName, shortName: name };
}
