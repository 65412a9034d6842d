import { machineClock } from '../../../platform/clock/clock.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { Remembered } from '../../../platform/remembered.ts';
import type { Machine } from './machine.ts';
import { selectMachine } from './sql/select-machine.ts';

/** A machine that ended, was suspended or lost a key is refused within this time on every server. */
const MACHINE_MS = 5_000;
const MACHINES_MAX = 10_000;

/** The machine of a client, if there is one; `anew`: as it is now. Refuses `machine-stopped`. */
export type ReadMachine = (
  context: Context,
  clientId: string,
  options?: { anew: boolean },
) => Promise<Machine | undefined>;

/** Reads machines with a memory of five seconds: everything that can be revoked is read with them. */
export function makeMachineReader(): ReadMachine {
  const machines = new Remembered<Machine>(MACHINES_MAX);
  return async (context, clientId, { anew } = { anew: false }) => {
    const nowMs = machineClock.now().getTime();
    let machine = anew ? undefined : machines.get(clientId, nowMs);
    if (!machine) {
      machine = await selectMachine(context.db, clientId);
      if (!machine) return undefined;
      machines.set(clientId, machine, nowMs + MACHINE_MS);
    }
    const isOver = machine.lastDay !== null && rigaDay(context.clock.now()) > machine.lastDay;
    if (machine.isStopped || isOver) throw new Refusal('machine-stopped');
    return machine;
  };
}
