/** Tells a person what a command is doing, when it takes longer than a second. */
export interface Progress {
  /**
   * Runs one step. After a second its name is written; `tell` then writes how far it is, a few times
   * a minute; and its end and duration.
   */
  step<T>(name: string, work: (tell: (detail: string) => void) => Promise<T>): Promise<T>;
  /** Writes a sentence at once. */
  say(sentence: string): void;
}

const SILENT_MS = 1_000;
const DETAIL_INTERVAL_MS = 2_000;

/** Lines of text, for a terminal and for a log alike. */
export function createProgress(write: (text: string) => void): Progress {
  return {
    say: (sentence) => write(`${sentence}\n`),
    step: async (name, work) => {
      const begunAt = performance.now();
      let shownAt = Number.POSITIVE_INFINITY;
      const timer = setTimeout(() => {
        shownAt = performance.now();
        write(`${name} ...\n`);
      }, SILENT_MS);
      const tell = (detail: string) => {
        if (performance.now() - shownAt < DETAIL_INTERVAL_MS) return;
        shownAt = performance.now();
        write(`  ${detail}\n`);
      };
      try {
        const outcome = await work(tell);
        const seconds = (performance.now() - begunAt) / 1000;
        if (Number.isFinite(shownAt)) write(`  done in ${seconds.toFixed(1)} s\n`);
        return outcome;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
