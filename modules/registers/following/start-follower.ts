import type pg from 'pg';
import type { Context } from '../../../platform/context.ts';
import { listen } from '../../../platform/database/listen.ts';
import { contextOfSystem, type SystemWork } from '../../../platform/system-work.ts';
import { catchUp, listBehind } from './catch-up.ts';
import type { OnFactsChanged } from './change-book.ts';
import { KnownClassifiers } from './known-classifiers.ts';
import { KnownMappings } from './known-mappings.ts';

export interface Follower {
  /** Ends when the step that is under way has ended. */
  stop(): Promise<void>;
}

export const FOLLOWING: SystemWork = {
  name: 'registers.follow',
  permission: { organisations: 'all', changes: ['registers', 'persons', 'entitlements', 'audit'] },
};

/** Without a notice: one may have been missed, or another server has stopped in the middle. */
const LOOK_AGAIN_MS = 1_000;
/** A register that was loaded whole does not let the others wait for its end. */
const STEPS_OF_A_TURN = 3;

/**
 * Follows all registers on this server, beside any others: woken by whoever writes into a data set, and
 * looking by itself every second. A register whose step fails is tried again the next time.
 */
export function startFollower(
  context: Context,
  connection: pg.ClientConfig,
  { onFactsChanged }: { onFactsChanged?: OnFactsChanged | undefined } = {},
): Follower {
  const own = contextOfSystem(context, FOLLOWING);
  const known = { classifiers: new KnownClassifiers(), mappings: new KnownMappings() };
  let isStopped = false;
  const bell = new Bell();
  const listening = listen(connection, 'exchange_heads', () => bell.ring());
  const follow = async (register: string): Promise<boolean> => {
    const one = { ...own, requestId: own.ids.next() };
    try {
      const { more } = await catchUp(one, register, {
        ...{ ...known, onFactsChanged, stepsMax: STEPS_OF_A_TURN, isStopped: () => isStopped },
      });
      return more;
    } catch (error) {
      own.log.error(
        { err: error, register, requestId: one.requestId },
        'a register cannot be followed',
      );
      return false;
    }
  };
  const turn = async (): Promise<boolean> => {
    let more = false;
    for (const register of await listBehind(own)) more = (await follow(register)) || more;
    return more;
  };
  const work = async () => {
    while (!isStopped) {
      const heard = bell.next(LOOK_AGAIN_MS);
      const more = await turn().catch((error: unknown) => {
        own.log.error({ err: error }, 'the registers cannot be followed');
        return false;
      });
      if (!more && !isStopped) await heard;
    }
  };
  const working = work();
  return {
    stop: async () => {
      isStopped = true;
      bell.ring();
      await listening.stop();
      await working;
    },
  };
}

/** Wakes who waits for it; rung while nobody waits, it wakes the next one at once. */
class Bell {
  private wake: (() => void) | undefined;

  ring(): void {
    this.wake?.();
  }

  /** Resolves at the next ring from now on, or after a time. */
  async next(timeoutMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, timeoutMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
