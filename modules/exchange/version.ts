import { z } from 'zod';
import { type Day, rigaDay } from '../../platform/clock/day.ts';
import type { Definition } from './definition.ts';

/**
 * sandbox: the institution tries it out with records of its own, and anything may change.
 * proposed: the institution asks for publication. published: others may build on it, so only
 * compatible changes are made. retired: its announced end has come, nobody writes or reads it.
 */
export type VersionState = 'sandbox' | 'proposed' | 'published' | 'retired';

/** A version of a data set as addresses name it. */
export const VersionName = z.object({
  code: z.string().max(63),
  version: z.coerce.number().int().min(1).max(999),
});
export type VersionName = z.output<typeof VersionName>;

/** Where a page of versions goes on, as the one before said it: `vejaine-licences@1`. */
export const VersionCursor = z
  .string()
  .regex(/^[a-z0-9_-]{1,63}@\d{1,3}$/)
  .meta({ description: 'What the page before said as `next`.' });

/** Null: from the first one on. */
export function readVersionCursor(text: string | undefined): VersionName | null {
  if (text === undefined) return null;
  const [code = '', version = ''] = text.split('@');
  return { code, version: Number(version) };
}

/** What a full page says as `next`; null where none comes after it. */
export function nextVersionCursor(page: readonly VersionName[], limit: number): string | null {
  const last = page.length === limit ? page.at(-1) : undefined;
  return last ? `${last.code}@${last.version}` : null;
}

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
