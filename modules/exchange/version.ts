import { type Day, rigaDay } from '../../platform/clock/day.ts';
import type { Definition } from './definition.ts';

/**
 * sandbox: the institution tries it out with records of its own, and anything may change.
 * proposed: the institution asks for publication. published: others may build on it, so only
 * compatible changes are made. retired: its announced end has come, nobody writes or reads it.
 */
export type VersionState = 'sandbox' | 'proposed' | 'published' | 'retired';

/** One version of a data set with its present text. */
export interface Version {
  /** Names the tables of its records. */
  id: number;
  dataSetId: string;
  code: string;
  organisationId: string;
  version: number;
  state: Exclude<VersionState, 'retired'>;
  /** How often its text was renewed, from 1. */
  revision: number;
  /** The first day on which it is no more. */
  endsOn: Day | null;
  definition: Definition;
  /** SHA-256 of the definition, hexadecimal. */
  digest: string;
}

/** The state at an instant: the announced end comes by itself. */
export function stateOf(version: Pick<Version, 'state' | 'endsOn'>, now: Date): VersionState {
  const ended = version.endsOn !== null && version.endsOn <= rigaDay(now);
  return ended ? 'retired' : version.state;
}
