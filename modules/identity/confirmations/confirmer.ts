import type { LoginRefusal } from '../login-means/login-refusals.ts';

/** What a person is asked to confirm on a second factor. */
export interface ConfirmationQuestion {
  /** What is signed: everything about the act. */
  bytes: Buffer;
  /** What the person reads there, at most 200 characters. */
  text: string;
  personalCode: string;
}

/** What came of it. Evidence is what proves later that this person confirmed these bytes. */
export type ConfirmationOutcome =
  | { kind: 'waiting' }
  | { kind: 'confirmed'; evidence: object }
  | { kind: 'refused'; why: LoginRefusal };

/** A means by which a person confirms one act. It keeps nothing itself. */
export interface Confirmer {
  readonly code: string;
  /** `shown`: the code that page and telephone must both show; null: there is none. */
  begin(
    question: ConfirmationQuestion,
  ): Promise<{ kind: 'begun'; shown: string | null; state: unknown } | ConfirmationOutcome>;
  read(question: ConfirmationQuestion, state: unknown): Promise<ConfirmationOutcome>;
}
