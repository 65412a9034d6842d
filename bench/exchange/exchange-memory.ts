import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { defineDataSet, takeUpload } from '../../modules/exchange/index.ts';
import { addOrganisations } from '../../modules/persons/index.ts';
import { withBenchDatabase } from '../database.ts';
import { lineOf, PERSONAL_REGISTER } from './register-lines.ts';

const MEBIBYTE = 1_048_576;
const SAMPLE_MS = 1_000;
const PIECE_LINES = 300;
/** After so many, the same come again: what is kept stays small, what is read does not. */
const PERSONS = 50_000;

/**
 * What the process holds at its most while a generated stream is taken in, and a tenth of it: memory must
 * not follow size. Garbage is collected before each look.
 */
export async function benchExchangeMemory(mebibytes: number): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  await withBenchDatabase(async ({ context }) => {
    await addOrganisations(context, [
      {
        ...{ code: 'bench', registrationNumber: null, kind: 'institution', roles: [] },
        ...{ name: { lv: 'Mērījumi', en: 'Bench' }, territory: null },
      },
    ]);
    // The first is to get everything loaded and compiled; it is not counted.
    for (const [round, size] of [1, mebibytes / 10, mebibytes].entries()) {
      const code = `bench-register-${round}`;
      const text = PERSONAL_REGISTER.replace('bench-register', code);
      await defineDataSet(context, { file: 'register.yaml', text });
      let most = 0;
      const watch = setInterval(() => {
        collectGarbage();
        const { heapUsed, external } = process.memoryUsage();
        most = Math.max(most, heapUsed + external);
      }, SAMPLE_MS);
      const begunMs = performance.now();
      const sent = { id: 'x', mode: 'changes' as const, allOrNothing: false, takenAt: null };
      const stream = generate(size * MEBIBYTE);
      const upload = takeUpload(context, { code, version: 1 }, { ...sent, fromLine: 1 }, stream);
      const { lastLine } = await upload.finally(() => clearInterval(watch));
      const seconds = (performance.now() - begunMs) / 1_000;
      if (round === 0) continue;
      console.log(
        `${size} MiB, ${lastLine} lines: ${(most / MEBIBYTE).toFixed(1)} MiB held at most, ` +
          `${seconds.toFixed(0)} s`,
      );
    }
  });
}

async function* generate(bytes: number): AsyncGenerator<Buffer> {
  let number = 0;
  for (let sent = 0; sent < bytes; ) {
    let piece = '';
    for (let line = 0; line < PIECE_LINES; line++, number++)
      piece += lineOf(number % PERSONS, 'first');
    const chunk = Buffer.from(piece);
    sent += chunk.length;
    yield chunk;
  }
}
