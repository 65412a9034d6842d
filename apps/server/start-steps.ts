import type { Installation } from './open-installation.ts';

/** What must be in the database before the server answers. Each step does nothing when it is there. */
export interface StartStep {
  /** As a person reads it while waiting: "Loading the classifiers". */
  name: string;
  run(installation: Installation, tell: (detail: string) => void): Promise<void>;
}

/** In this order. */
export const START_STEPS: readonly StartStep[] = [];

/** Lines that the start prints at its end: whom and what to try. */
export async function listExamples(_installation: Installation): Promise<string[]> {
  return [];
}
