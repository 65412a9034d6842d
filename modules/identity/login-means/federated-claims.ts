import { z } from 'zod';
import {
  ASSURANCE_LEVELS,
  type AssuranceLevel,
  acrOf,
  strongerOf,
  weakestOf,
} from '../sign-on/assurance-level.ts';

/** How strong a login is by what its provider calls it; those that eIDAS named itself are known. */
export const Levels = z
  .record(z.string().min(1), z.enum(ASSURANCE_LEVELS))
  .default(Object.fromEntries(ASSURANCE_LEVELS.map((level) => [acrOf(level), level])));

interface LevelSettings {
  level: AssuranceLevel;
  levels: Readonly<Record<string, AssuranceLevel>>;
}

/**
 * How strong a login counts, by the words that its provider says of it: the strongest of those that were
 * agreed, and never more than the means may be. Without any of them it is low: a password, as far as we know.
 */
export function levelStated({ level, levels }: LevelSettings, said: unknown[]): AssuranceLevel {
  const known = said.flatMap((word) => (typeof word === 'string' ? (levels[word] ?? []) : []));
  const strongest = known.reduce(strongerOf, 'low');
  return weakestOf([strongest, level]) ?? 'low';
}

/** A Latvian personal code as providers write it, bare or by ETSI EN 319 412-1; nothing else counts. */
export function personalCodeStated(stated: unknown): string | undefined {
  if (typeof stated !== 'string') return undefined;
  return /^(?:PNOLV-)?(\d{6}-?\d{5})$/.exec(stated)?.[1];
}
