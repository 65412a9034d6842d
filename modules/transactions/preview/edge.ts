import type { Explanation } from '../../reliefs/explain-condition.ts';

/**
 * At how many places of a condition it would have to come out otherwise for its verdict to be `yes`,
 * or `no`: 1 for somebody at the edge, 0 when it is so already. Pure.
 */
export function changesTo(target: 'yes' | 'no', explanation: Explanation): number {
  if (explanation.verdict === target) return 0;
  if (!('parts' in explanation) || explanation.parts.length === 0) return 1;
  const { kind, parts } = explanation;
  if (kind === 'not') return sum(parts.map((part) => changesTo(opposite(target), part)));
  const changes = parts.map((part) => changesTo(target, part)).sort((a, b) => a - b);
  if (kind === 'definition') return sum(changes);
  const holding = neededOf(explanation, parts.length);
  // So many parts must come out as the target: to hold, those needed; to fail, all but too few.
  const needed = target === 'yes' ? holding : parts.length - holding + 1;
  return sum(changes.slice(0, needed));
}

/** How many parts must hold. */
function neededOf(explanation: Explanation, parts: number): number {
  if (explanation.kind === 'all') return parts;
  return explanation.kind === 'atLeast' ? explanation.atLeast : 1;
}

function opposite(target: 'yes' | 'no'): 'yes' | 'no' {
  return target === 'yes' ? 'no' : 'yes';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
