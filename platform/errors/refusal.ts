/**
 * An expected refusal of a use case: thrown, so that the database transaction it happens in is
 * rolled back. Anything else that is thrown is a failure or a bug, and answers as one.
 */
export class Refusal extends Error {
  readonly code: string;
  /** Facts for the sentence and the answer: never secrets, never personal data. */
  readonly details: Readonly<Record<string, unknown>>;
  /** When asking again may help: told as `Retry-After`. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: string,
    details: Record<string, unknown> = {},
    { retryAfterMs }: { retryAfterMs?: number } = {},
  ) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
    this.retryAfterSeconds =
      retryAfterMs === undefined ? undefined : Math.ceil(retryAfterMs / 1_000);
  }
}

/** One code of a module's error catalogue: when it happens, and the sentence that says what to do. */
export interface ErrorEntry {
  /** HTTP status of the problem document (RFC 9457). */
  status: number;
  /** "When …": documents the code for developers. */
  when: string;
  lv: string;
  en: string;
}

export type ErrorCatalogue = Readonly<Record<string, ErrorEntry>>;
