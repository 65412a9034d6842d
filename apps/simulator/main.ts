import { parseArgs } from 'node:util';
import { writeCountry } from './write-country.ts';

/** The simulator is a program of its own: it writes files, and touches no database. */
const { values } = parseArgs({
  options: {
    folder: { type: 'string' },
    persons: { type: 'string' },
    seed: { type: 'string', default: '1' },
    'reference-day': { type: 'string' },
  },
});
const { folder, persons, seed, 'reference-day': referenceDay } = values;
if (!folder || !persons || !referenceDay) {
  console.error(
    'Say --folder, --persons and --reference-day (YYYY-MM-DD); --seed is 1 by default.',
  );
  process.exit(2);
}
writeCountry({
  folder,
  persons: Number(persons),
  seed: Number(seed),
  referenceDay,
  onProgress: (made) => console.log(made),
});
