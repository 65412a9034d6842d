import { ConnectorFailure } from './connector-failure.ts';
import type { StateFolder } from './connector-state.ts';
import type { PlatformClient } from './platform-client.ts';

/** What one run of one source works with. */
export interface SourceRun {
  name: string;
  dataSet: string;
  client: PlatformClient;
  state: StateFolder;
  /** Folders of the configuration are beside its file. */
  folder: string;
  environment: Readonly<Record<string, string | undefined>>;
  signal: AbortSignal;
  now(): Date;
  say(sentence: string): void;
}

/** How many records became what. */
export type Counts = Map<string, number>;

export function count(counts: Counts, outcome: string, more = 1): void {
  if (more > 0) counts.set(outcome, (counts.get(outcome) ?? 0) + more);
}

/** `12 stored, 3 quarantined`; nothing when nothing was sent. */
export function countsText(counts: Counts): string {
  const parts = [...counts].map(([outcome, number]) => `${number} ${outcome}`);
  return parts.length > 0 ? parts.join(', ') : 'nothing to send';
}

/** A variable of the environment that the configuration names. Never says what it holds. */
export function secretOf(run: Pick<SourceRun, 'environment'>, variable: string): string {
  const value = run.environment[variable];
  if (!value) throw new ConnectorFailure(`The environment has no variable ${variable}.`);
  return value;
}
