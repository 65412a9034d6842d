import { createHash } from 'node:crypto';

const FIRST_MS = 5_000;
const MOST_MS = 3_600_000;

/**
 * How long to wait after an attempt that failed, counted from 1: five seconds, doubled each time, an
 * hour at most, and of that between a half and all, so that pages which failed together do not come
 * again together. The page decides where between: no state is kept for it.
 */
export function retryDelayMs(pageId: string, attempts: number): number {
  const wholeMs = Math.min(FIRST_MS * 2 ** Math.min(attempts - 1, 20), MOST_MS);
  const [spread = 0] = createHash('sha256').update(`${pageId}:${attempts}`).digest();
  return Math.round(wholeMs * (0.5 + spread / 512));
}
