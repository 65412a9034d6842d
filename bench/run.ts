import { cpus } from 'node:os';
import { benchAuthorise, benchMemory } from './authorise.ts';
import { startServer } from './server.ts';

/**
 * `npm run bench`: the hot path beside its floors, in one run on one machine. Figures of different
 * runs are not compared: the machine is never the same twice.
 */
const persons = Number(process.env.BENCH_PERSONS ?? 20_000);
console.log(`${cpus().length} × ${cpus()[0]?.model}, Node ${process.version}, ${persons} persons`);
const server = await startServer({ persons });
console.log(`first start ${server.startSeconds.toFixed(1)} s`);
try {
  await benchAuthorise(server);
  if (process.argv.includes('--memory')) await benchMemory(server);
} finally {
  await server.stop();
}
