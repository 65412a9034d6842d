import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** A register of persons, as wide as the real ones, with its personal fields. */
export const PERSONAL_REGISTER = `
code: bench-register
name: { lv: Mērījumu reģistrs, en: Register of the bench }
institution: bench
key: [personCode]
validFrom: since
fields:
  - { name: personCode, type: personal-code, class: personal }
  - { name: givenName, class: personal }
  - { name: surname, class: personal }
  - { name: born, type: day, class: personal }
  - { name: territory, class: none }
  - { name: status, class: none }
  - { name: since, type: day, class: none, required: true }
  - { name: changed, type: instant, class: none }
`;

const LINES_A_PIECE = 1_000;

/** Writes a line for every `step`th of so many persons; `status` tells one writing from another. */
export async function writeRegisterLines(
  path: string,
  { records, step, status }: { records: number; step: number; status: string },
): Promise<void> {
  const file = createWriteStream(path);
  for (let next = 0; next < records; ) {
    let piece = '';
    for (let line = 0; line < LINES_A_PIECE && next < records; line++, next += step) {
      piece += lineOf(next, status);
    }
    if (!file.write(piece)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'finish');
}

/** One line of a change set: a person's record. */
export function lineOf(number: number, status: string): string {
  const record = {
    personCode: `32${String(number).padStart(4, '0').slice(0, 4)}-${String(number).padStart(9, '0').slice(4)}`,
    givenName: `Vārds${number % 977}`,
    surname: `Uzvārdiņš${number % 7_919}`,
    born: `19${String(10 + (number % 90))}-0${1 + (number % 9)}-1${number % 10}`,
    territory: String(number % 119).padStart(7, '0'),
    status,
    since: '2026-01-01',
    changed: '2026-03-01T10:00:00+02:00',
  };
  return `${JSON.stringify({ upsert: record })}\n`;
}

/** The same with no personal field: what the encryption costs is the difference. */
export const OPEN_REGISTER = PERSONAL_REGISTER.replaceAll('class: personal', 'class: none');
