import { parseArgs } from 'node:util';
import { isDay } from '../../platform/clock/day.ts';
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
const { folder, 'reference-day': referenceDay } = values;
const persons = Number(values.persons);
const seed = Number(values.seed);
if (!folder || !referenceDay || !isDay(referenceDay) || !isCount(persons) || !isCount(seed)) {
  console.error(
    'Say --folder, --persons (a whole number) and --reference-day (YYYY-MM-DD); --seed is 1.',
  );
  process.exit(2);
}
writeCountry({ folder, persons, seed, referenceDay, onProgress: (made) => console.log(made) });

function isCount(number: number): boolean {
  return Number.isSafeInteger(number) && number > 0;
}
