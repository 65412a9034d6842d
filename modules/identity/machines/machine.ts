import type { JsonWebKey } from 'node:crypto';
import type { Day } from '../../../platform/clock/day.ts';
import type { MachineScope } from '../../../platform/http/http-app.ts';

/** As what a machine acts. */
export type MachineKind = 'ids' | 'information-system';

/** What an operator allows a machine; null: no limit. */
export interface MachineLimits {
  /** Networks in CIDR notation from which it may ask. */
  networks: string[] | null;
  ratePerMinute: number | null;
  /** What its tokens may be for. */
  scopes: MachineScope[] | null;
  /** On which it may ask the last time. */
  lastDay: Day | null;
}

/** A program that proves itself by its own keys and acts as an IDS or an information system. */
export interface Machine extends MachineLimits {
  clientId: string;
  kind: MachineKind;
  actsAsId: string;
  organisationId: string;
  /** Tokens that were issued before hold no more. */
  tokensFrom: Date;
  /** It was ended, or what it acts as is suspended. */
  isStopped: boolean;
  keys: JsonWebKey[];
}
