import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { platformClock } from './exchange-client.ts';
import { ACTS, type Act, Institution, type Tally } from './institution.ts';

/** What the institutions are to do. */
export const Play = z.strictObject({
  baseUrl: z.string(),
  /** `registers/` of a simulated country. */
  folder: z.string(),
  senders: z.array(
    z.strictObject({
      register: z.string(),
      code: z.string(),
      version: z.int(),
      key: z.string(),
    }),
  ),
  acts: z.array(z.enum(ACTS)),
  /** Of the trickle, all registers together. */
  changesPerSecond: z.number().positive(),
  seconds: z.number().positive(),
  seed: z.int(),
});
export type Play = z.infer<typeof Play>;

/** Tells what came of an act in a register. */
type Report = (done: { register: string; act: Act; tally: Tally }) => void;

/** Plays the institutions: act after act, each in every register; the trickle in all at once. */
export async function playInstitutions(play: Play, report: Report): Promise<void> {
  const { baseUrl, folder, senders, acts } = play;
  const clock = await platformClock(baseUrl);
  const institutions = senders.map((sender, index) => {
    const path = join(folder, `${sender.register}.ndjson`);
    return new Institution(sender, { baseUrl, path, clock, seed: play.seed + index });
  });
  for (const institution of institutions) await institution.open();
  for (const act of acts) {
    if (act === 'trickle') {
      await trickle(institutions, play, report);
      continue;
    }
    for (const institution of institutions) {
      report({ register: institution.register, act, tally: await institution.act(act) });
    }
  }
}

/** Changes through the day, one register after the other, at an even pace. */
async function trickle(
  institutions: readonly Institution[],
  { changesPerSecond, seconds }: Play,
  report: Report,
): Promise<void> {
  const counts = new Map<string, Record<string, number>>();
  const all = Math.ceil(changesPerSecond * seconds);
  const begunAt = performance.now();
  for (let number = 0; number < all; number++) {
    const institution = institutions[number % institutions.length];
    if (!institution) return;
    const tally = counts.get(institution.register) ?? {};
    for (const outcome of await institution.change()) {
      tally[outcome] = (tally[outcome] ?? 0) + 1;
    }
    counts.set(institution.register, tally);
    const dueMs = ((number + 1) / changesPerSecond) * 1_000 - (performance.now() - begunAt);
    if (dueMs > 0 && number + 1 < all) await sleep(dueMs);
  }
  for (const [register, tally] of counts) report({ register, act: 'trickle', tally });
}
