import type { Day } from '../../../platform/clock/day.ts';
import type { ReliefFinding } from './relief-problem.ts';

/** Versions that end before they start, are out of order, or overlap. */
export function checkVersions(
  versions: readonly { from: Day; to?: Day | undefined }[],
): ReliefFinding[] {
  const findings: ReliefFinding[] = [];
  versions.forEach(({ from, to }, position) => {
    const path = ['versions', position];
    if (to !== undefined && to <= from) {
      findings.push({ code: 'version-end-not-after-start', path: [...path, 'to'], found: to });
    }
    const before = versions[position - 1];
    if (!before) return;
    if (from <= before.from) {
      findings.push({ code: 'versions-out-of-order', path: [...path, 'from'], found: from });
    } else if (before.to === undefined || before.to > from) {
      findings.push({ code: 'versions-overlap', path: [...path, 'from'], found: from });
    }
  });
  return findings;
}
