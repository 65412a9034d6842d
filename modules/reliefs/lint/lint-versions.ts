import { type Day, daysBetween } from '../../../platform/clock/day.ts';
import type { LintFinding } from './lint-finding.ts';

/** Days between two versions on which neither is in force. Overlaps are refused before. */
export function lintVersions(
  versions: readonly { from: Day; to?: Day | undefined }[],
): LintFinding[] {
  return versions.flatMap(({ from }, position) => {
    const end = versions[position - 1]?.to;
    if (end === undefined || end >= from) return [];
    const found = `${daysBetween(end, from)} (${end} – ${from})`;
    const path = ['versions', position, 'from'];
    return [
      { code: 'versions-gap', path, other: ['versions', position - 1, 'to'], found } as const,
    ];
  });
}
