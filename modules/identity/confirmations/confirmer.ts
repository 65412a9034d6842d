import type { Context } from '../../../platform/context.ts';
import type { LoginRefusal } from '../login-means/login-refusals.ts';
import type { PasskeyResponse } from '../second-factors/passkey.ts';

/** What a person is asked to confirm on a second factor. */
export interface ConfirmationQuestion {
  /** What is signed: everything about the act. */
  bytes: Buffer;
  /** What the person reads there, at most 200 characters. */
  text: string;
  personId: string;
  personalCode: string;
}

/** What came of it. Evidence is what proves later that this person confirmed these bytes. */
export type ConfirmationOutcome =
  | { kind: 'waiting' }
  | { kind: 'confirmed'; evidence: object }
  | { kind: 'refused'; why: LoginRefusal };

/** How it began. `shown`: the code that page and telephone must both show; `asked`: what the browser is asked. */
export interface BegunAsking {
  kind: 'begun';
  shown: string | null;
  asked: object | null;
  state: unknown;
}

/** A means by which a person confirms one act. It keeps nothing itself. */
export interface Confirmer {
  readonly code: string;
  /** Whether this person could have it. */
  isFor(context: Context, personId: string): Promise<boolean>;
  begin(
    context: Context,
    question: ConfirmationQuestion,
  ): Promise<BegunAsking | ConfirmationOutcome>;
  /** `answer`: what the browser gave back, of a means that works there. */
  read(
    context: Context,
    question: ConfirmationQuestion,
    given: { state: unknown; answer: PasskeyResponse | undefined },
  ): Promise<ConfirmationOutcome>;
  /** Whether evidence that was kept proves, by itself, that this person confirmed these bytes. */
  proves(question: ConfirmationQuestion, evidence: object): Promise<boolean>;
}
