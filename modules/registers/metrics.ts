import { Gauge, type Registry } from 'prom-client';
import type { Context } from '../../platform/context.ts';
import { describeRegisters } from './freshness/describe-registers.ts';

/** Tells Prometheus how fresh each register is, when it asks. */
export function measureRegisters(registry: Registry, context: Context): void {
  const silent = gauge(registry, 'silent', 'Whether a register is silent beyond its rhythm.');
  const behind = gauge(registry, 'behind_changes', 'Changes of a register not yet followed.');
  const faults = gauge(registry, 'faulty_records', 'Records of a register that mean nothing.');
  new Gauge({
    name: 'koplieta_register_heard_seconds',
    help: 'When a register was last heard of, in seconds since 1970.',
    labelNames: ['register'],
    registers: [registry],
    async collect() {
      for (const state of await describeRegisters(context)) {
        const { register, lastLoadAt, lastChangeAt } = state;
        const heard = Math.max(Number(lastLoadAt ?? 0), Number(lastChangeAt ?? 0));
        this.set({ register }, heard / 1000);
        silent.set({ register }, Number(state.silentSince !== null));
        behind.set({ register }, state.behind);
        faults.set({ register }, state.faults);
      }
    },
  });
}

function gauge(registry: Registry, name: string, help: string): Gauge<'register'> {
  return new Gauge({
    name: `koplieta_register_${name}`,
    help,
    labelNames: ['register'],
    registers: [registry],
  });
}
