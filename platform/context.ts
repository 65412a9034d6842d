import type { Clock } from './clock/clock.ts';
import type { Database } from './database/database.ts';
import type { Ids } from './ids/ids.ts';
import type { Keyring } from './keys/keyring.ts';
import type { Log } from './log/log.ts';

/** Who asks. Every use case gets it in its context; every record of the audit names it. */
export type Actor =
  | { kind: 'public' }
  | { kind: 'ids'; idsId: string; organisationId: string; terminalId?: string }
  | RecipientActor
  | OfficialActor
  | { kind: 'information-system'; systemId: string; organisationId: string }
  | { kind: 'operator' }
  | { kind: 'system'; job: string };

/** `personId`: whose matters these are. `acting`: who acts for them; absent: they themselves. */
export interface RecipientActor {
  kind: 'recipient';
  personId: string;
  sessionId: string;
  acting?: Acting;
}

/** Who acts for a person, by which mandates (none: as a parent or guardian), and for what. */
export interface Acting {
  personId: string;
  mandateIds: readonly string[];
  acts: readonly string[];
}

/**
 * What an official may do. Of a grantor: write reliefs, review what others wrote, keep the accounts. Of
 * a provider: sell. Of a service centre: serve clients. Of any organisation: say who has which role
 * there (without seeing anybody's data), or read the audit and nothing else.
 */
export const OFFICIAL_ROLES = [
  'editor',
  'reviewer',
  'accountant',
  'cashier',
  'agent',
  'administrator',
  'auditor',
] as const;
export type OfficialRole = (typeof OFFICIAL_ROLES)[number];

/** Who works on what a grantor gives: reliefs, grants, lists, permissions. */
export const GRANTING_ROLES = ['editor', 'reviewer'] as const satisfies readonly OfficialRole[];

/** An official of one organisation, or, without one, of the operator: then for all of them. */
export interface OfficialActor {
  kind: 'official';
  officialId: string;
  organisation: { id: string; code: string } | null;
  roles: readonly OfficialRole[];
}

/** What a use case may use, given to it as its first argument. There is no other way to the outside. */
export interface Context {
  readonly db: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keys: Keyring;
  readonly log: Log;
  readonly actor: Actor;
  readonly requestId: string;
}
