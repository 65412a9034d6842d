import { SourceFault } from './source-fault.ts';

/** What work comes to, if it does so in time. Refuses with the fault `source-too-slow`. */
export async function within<T>(timeLimitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SourceFault('source-too-slow')), timeLimitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    // Nobody waits for it any more.
    work.catch(() => {});
  }
}
