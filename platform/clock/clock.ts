/** Tells the time. Nothing else in the platform reads the machine's clock for a decision. */
export interface Clock {
  now(): Date;
}

/** The machine's clock, moved so that it reads `start` now (`KOPLIETA_NOW`: the demo travels in time). */
export function runningClock(start?: Date): Clock {
  const offsetMs = start ? start.getTime() - Date.now() : 0;
  return { now: () => new Date(Date.now() + offsetMs) };
}

/**
 * The machine's own time, which no setting moves: for what is agreed with programs elsewhere, whose
 * clocks know nothing of the demo's.
 */
export const machineClock: Clock = runningClock();

/** A clock that stands still until a test moves it. */
export interface TestClock extends Clock {
  set(instant: string): void;
  advance(durationMs: number): void;
}

export function testClock(start: string): TestClock {
  let current = new Date(start).getTime();
  return {
    now: () => new Date(current),
    set: (instant) => {
      current = new Date(instant).getTime();
    },
    advance: (durationMs) => {
      current += durationMs;
    },
  };
}
