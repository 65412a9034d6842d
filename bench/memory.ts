import type { Subject } from './authorise.ts';
import { type BenchServer, readMemoryMebibytes } from './server.ts';

const TRANSACTIONS = 100_000;
const CONNECTIONS = 32;
const SECONDS = 5;

/** The server's memory after a hundred thousand transactions. */
export async function benchMemory(server: BenchServer, authorise: Subject): Promise<void> {
  let made = 0;
  while (made < TRANSACTIONS) {
    const { perSecond } = await authorise(CONNECTIONS, SECONDS);
    made += Math.round(perSecond * SECONDS);
  }
  const mebibytes = await readMemoryMebibytes(server);
  console.log(`\nmemory after ${made} transactions more  ${mebibytes} MiB`);
}
