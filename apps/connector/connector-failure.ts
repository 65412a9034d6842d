/** Why a source cannot be taken on: a sentence for who runs the connector, without anybody's data. */
export class ConnectorFailure extends Error {
  /** Whether the same may go well when it is tried again. */
  readonly passing: boolean;
  /** The code of the platform's refusal. */
  readonly code: string | undefined;

  constructor(sentence: string, about: { passing?: boolean; code?: string; cause?: unknown } = {}) {
    super(sentence, { cause: about.cause });
    this.name = 'ConnectorFailure';
    this.passing = about.passing ?? false;
    this.code = about.code;
  }
}
