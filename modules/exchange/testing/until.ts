import { setTimeout as sleep } from 'node:timers/promises';

const PATIENCE_MS = 15_000;
const STEP_MS = 20;

/** Asks until an answer is as wanted, and gives it; fails when that takes too long. */
export async function until<T>(
  ask: () => Promise<T> | T,
  isWanted: (answer: T) => boolean,
): Promise<T> {
  for (let waitedMs = 0; ; waitedMs += STEP_MS) {
    const answer = await ask();
    if (isWanted(answer)) return answer;
    if (waitedMs > PATIENCE_MS) throw new Error(`Still ${JSON.stringify(answer)}.`);
    await sleep(STEP_MS);
  }
}
