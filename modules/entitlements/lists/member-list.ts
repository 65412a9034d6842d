/** `snapshot`: who is not in the list ends; `additions`: the others stay. */
export const LIST_MODES = ['snapshot', 'additions'] as const;
export type ListMode = (typeof LIST_MODES)[number];

export const LIST_STATUSES = ['proposed', 'confirmed', 'rejected'] as const;
export type ListStatus = (typeof LIST_STATUSES)[number];

export const ROW_PROBLEMS = [
  'personal-code-malformed',
  'person-unknown',
  'person-twice',
  'day-malformed',
  'period-empty',
] as const;

/** What is wrong with one row: never what stands in it. */
export interface RowProblem {
  /** As the file counts: the line of CSV, the row of a sheet. */
  row: number;
  code: (typeof ROW_PROBLEMS)[number];
}

/** A list of members that an official has uploaded. The persons of it are told to nobody. */
export interface MemberList {
  id: string;
  group: string;
  mode: ListMode;
  status: ListStatus;
  /** Rows that name a person. */
  members: number;
  /** What confirming it would do, as things stood when it was proposed. */
  added: number;
  ended: number;
  refused: number;
  /** The first hundred. */
  problems: RowProblem[];
  proposed: { by: string; at: Date };
  decided: { by: string; at: Date } | null;
}
