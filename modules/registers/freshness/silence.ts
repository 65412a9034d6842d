import type { Definition } from '../../exchange/index.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A register is silent when nothing was heard of it for so long: its rhythm, and some patience. */
const PATIENCE_MS: Readonly<Record<NonNullable<Definition['updates']>, number>> = {
  instant: HOUR_MS,
  hourly: 3 * HOUR_MS,
  daily: 2 * DAY_MS,
  weekly: 9 * DAY_MS,
  monthly: 35 * DAY_MS,
  yearly: 380 * DAY_MS,
};

export interface Silence {
  /** When something is to be heard at the latest. */
  dueAt: Date;
  /** `dueAt`, once it has passed. Null: something was heard in time. */
  silentSince: Date | null;
  /** Since when what is not stated is unknown. Null: it is none, as always. */
  unknownSince: Date | null;
}

/** How silent a register is at an instant, that was last heard of at another. */
export function silenceOf(
  { updates = 'daily' }: Pick<Definition, 'updates'>,
  {
    heardAt,
    now,
    unknownAfterDays,
  }: { heardAt: Date; now: Date; unknownAfterDays?: number | undefined },
): Silence {
  const after = (ms: number) => new Date(heardAt.getTime() + ms);
  const passed = (due: Date) => (due <= now ? due : null);
  const dueAt = after(PATIENCE_MS[updates]);
  return {
    dueAt,
    silentSince: passed(dueAt),
    unknownSince: unknownAfterDays === undefined ? null : passed(after(unknownAfterDays * DAY_MS)),
  };
}
