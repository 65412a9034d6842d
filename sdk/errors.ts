import type { Text } from './types.ts';

/** A problem document (RFC 9457) as the API answers it. */
export interface Problem {
  status: number;
  code: string;
  title: string;
  lv: string;
  en: string;
  requestId: string;
  errors?: { path: string; code: string; lv: string; en: string }[];
  [detail: string]: unknown;
}

/** Anything that a call of the client can end in, other than an answer. */
export abstract class IdsError extends Error {}

/** The server understood and refused. `code` is stable: branch on it, show the sentence. */
export class IdsRefusal extends IdsError {
  readonly code: string;
  readonly status: number;
  readonly sentence: Text;
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.en}`);
    this.name = 'IdsRefusal';
    this.code = problem.code;
    this.status = problem.status;
    this.sentence = { lv: problem.lv, en: problem.en };
    this.problem = problem;
  }
}

/**
 * No answer came: whether the call was carried out is unknown. Keep the transaction id and make the
 * same call again later, or cancel it: both are safe.
 */
export class IdsUnreachable extends IdsError {
  readonly attempts: number;

  constructor(attempts: number, cause: unknown) {
    super(
      `No answer after ${attempts} attempts. Repeat the call with the same ids, or cancel it.`,
      {
        cause,
      },
    );
    this.name = 'IdsUnreachable';
    this.attempts = attempts;
  }
}

/** The answer was not one of this API: a proxy's page, or a server's failure. */
export class IdsUnexpectedAnswer extends IdsError {
  readonly status: number;
  readonly requestId: string | undefined;

  constructor(status: number, requestId?: string) {
    super(`Unexpected answer ${status}${requestId ? `, request ${requestId}` : ''}.`);
    this.name = 'IdsUnexpectedAnswer';
    this.status = status;
    this.requestId = requestId;
  }
}
