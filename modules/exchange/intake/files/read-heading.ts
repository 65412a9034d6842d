import { Refusal } from '../../../../platform/errors/refusal.ts';
import type { Cell } from '../../../../platform/files/table-row.ts';
import type { LocalizedText } from '../../../../platform/i18n/localized-text.ts';
import { nearestWord } from '../../../../platform/text/near-miss.ts';
import { type Definition, type Field, fieldsByName } from '../../definition.ts';
import type { UploadMode } from '../read-change.ts';

/** No field has this name: the column that tells what becomes of a record, `upsert` or `delete`. */
export const CHANGE_COLUMN = '_change';

const PROBLEMS_MAX = 20;

/** What each column is, in the order of the file. */
export type Column = Field | typeof CHANGE_COLUMN;

/** Of a file without a heading the first row is somebody's record: what it says is not repeated. */
interface HeadingProblem {
  /** From 1; null: a column that is not there. */
  column: number | null;
  code: 'unknown' | 'twice' | 'missing';
  /** The field that is missing, or was most likely meant. */
  field?: string;
}

const SENTENCES: Readonly<Record<HeadingProblem['code'], LocalizedText>> = {
  unknown: {
    lv: 'Datu kopai šāda lauka nav. Pārrakstiet virsrakstu vai izņemiet kolonnu.',
    en: 'The data set has no such field. Correct the heading, or remove the column.',
  },
  twice: {
    lv: 'Šāda kolonna jau ir. Izņemiet vienu no abām.',
    en: 'There is such a column already. Remove one of the two.',
  },
  missing: {
    lv: 'Trūkst obligāta lauka kolonnas. Pievienojiet to.',
    en: 'The column of a required field is missing. Add it.',
  },
};

/**
 * Reads the first row of a table: the names of fields, in any order. Columns of fields that not every
 * record has may be absent. Refuses with `file-heading-wrong`, whose `problems` tell each column.
 */
export function readHeading(
  definition: Definition,
  cells: readonly Cell[],
  mode: UploadMode,
): Column[] {
  const fields = fieldsByName(definition);
  const known = mode === 'changes' ? [...fields.keys(), CHANGE_COLUMN] : [...fields.keys()];
  // One more than there can be is enough to tell that there are too many.
  const names = cells.slice(0, known.length + 1).map(nameIn);
  const problems: HeadingProblem[] = [];
  names.forEach((name, index) => {
    const column = index + 1;
    if (!known.includes(name)) {
      const meant = nearestWord(name, known);
      problems.push({ column, code: 'unknown', ...(meant ? { field: meant } : {}) });
    } else if (names.indexOf(name) < index) problems.push({ column, code: 'twice', field: name });
  });
  for (const field of missingFields(definition, names)) {
    problems.push({ column: null, code: 'missing', field });
  }
  if (problems.length > 0) {
    const told = problems.slice(0, PROBLEMS_MAX);
    throw new Refusal('file-heading-wrong', {
      problems: told.map((problem) => ({ ...problem, ...SENTENCES[problem.code] })),
    });
  }
  return names.map((name) => fields.get(name) ?? CHANGE_COLUMN);
}

function nameIn(cell: Cell): string {
  return typeof cell === 'string' ? cell.trim() : '';
}

function missingFields({ fields, key }: Definition, names: readonly string[]): string[] {
  return fields
    .filter(({ name, required }) => (required || key.includes(name)) && !names.includes(name))
    .map(({ name }) => name);
}
