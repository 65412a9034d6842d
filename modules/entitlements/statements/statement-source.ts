import { z } from 'zod';

/** What a data set of a grantor states: whom it granted reliefs, or its reliefs themselves. */
export const STATEMENT_KINDS = ['grants', 'instructions'] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];

/** A data set that is followed; `position`: changes up to this one were taken. */
export interface StatementSource {
  dataSet: string;
  version: number;
  kind: StatementKind;
  position: number;
  /**
   * So many grants stand in no record any more, of how many, since when: somebody must confirm that they
   * end. Null: nobody is asked.
   */
  absentCount: number | null;
  absentHeld: number | null;
  absentSince: Date | null;
  /** Somebody has: who follows it ends them. */
  absentConfirmed: boolean;
}

/** A record of the data set of grants. */
export const StatedGrant = z.object({
  personalCode: z.string(),
  relief: z.string(),
  from: z.iso.date(),
  to: z.iso.date().nullish(),
  reason: z.string().min(1),
});
export type StatedGrant = z.output<typeof StatedGrant>;

/** A record of the data set of instructions. */
export const StatedInstruction = z.object({
  relief: z.string(),
  retroactiveReason: z.string().nullish(),
  lines: z.array(z.object({ line: z.string().nullish() })),
});

/** Why a record is not followed; what it said before stands. */
export interface StatementFault {
  keyHash: Buffer;
  position: number;
  /** A code of the refusals. */
  code: string;
  details: Readonly<Record<string, unknown>>;
}
