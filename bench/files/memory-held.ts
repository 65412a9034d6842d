import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const MEBIBYTE = 1_048_576;
const SAMPLE_MS = 200;

/** MiB that the process holds after garbage is collected: at its most, while something is done. */
export async function memoryHeld(work: () => Promise<void>): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  let most = 0;
  const look = () => {
    collectGarbage();
    const { heapUsed, external } = process.memoryUsage();
    most = Math.max(most, heapUsed + external);
  };
  const watch = setInterval(look, SAMPLE_MS);
  await work().finally(() => clearInterval(watch));
  look();
  return most / MEBIBYTE;
}
