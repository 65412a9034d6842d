import { isDeepStrictEqual } from 'node:util';
import type { Definition } from '../definition.ts';

/** What a snapshot would do to some of the records that it changes: no value, only how often. */
export interface ChangeSample {
  /** How many were compared. */
  records: number;
  /** The fields that differ in most of them, those first. */
  fields: FieldChanges[];
}

interface FieldChanges {
  name: string;
  /** It says something else than before. */
  changed: number;
  /** It said something, and says nothing. */
  emptied: number;
}

const FIELDS_MAX = 5;

/** Counts in which fields records differ from those that they would replace. */
export class ChangeTally {
  private records = 0;
  private readonly fields: FieldChanges[];

  constructor({ fields, recordVersion }: Pick<Definition, 'fields' | 'recordVersion'>) {
    // A new version alone says nothing of what has changed.
    this.fields = fields
      .filter(({ name }) => name !== recordVersion)
      .map(({ name }) => ({ name, changed: 0, emptied: 0 }));
  }

  count(before: Record<string, unknown>, after: Record<string, unknown>): void {
    this.records += 1;
    for (const field of this.fields) {
      const was = before[field.name];
      const is = after[field.name];
      // The database orders the fields of rows in its own way.
      if (isDeepStrictEqual(was, is)) continue;
      if (isEmpty(is) && !isEmpty(was)) field.emptied += 1;
      else field.changed += 1;
    }
  }

  sample(): ChangeSample {
    const weight = ({ changed, emptied }: FieldChanges) => changed + emptied;
    const fields = this.fields
      .filter((field) => weight(field) > 0)
      .sort((one, other) => weight(other) - weight(one))
      .slice(0, FIELDS_MAX);
    return { records: this.records, fields };
  }
}

function isEmpty(value: unknown): boolean {
  return value == null || value === '' || (Array.isArray(value) && value.length === 0);
}
