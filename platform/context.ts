import type { Clock } from './clock/clock.ts';
import type { Database } from './database/database.ts';
import { forOrganisation } from './database/for-organisation.ts';
import type { Ids } from './ids/ids.ts';
import type { Keyring } from './keys/keyring.ts';
import type { Log } from './log/log.ts';
import type { OfficialRole } from './official-role.ts';

export {
  GRANTING_ROLES,
  OFFICIAL_ROLES,
  type OfficialRole,
  STATEMENT_ROLES,
} from './official-role.ts';

/** Who asks. Every use case gets it in its context; every record of the audit names it. */
export type Actor =
  | { kind: 'public' }
  | IdsActor
  | RecipientActor
  | RepresentativeActor
  | OfficialActor
  | { kind: 'information-system'; systemId: string; organisationId: string }
  | { kind: 'operator' }
  | { kind: 'system'; job: string };

/**
 * A system of a provider, or one terminal of it. `cashier`: who sells at the terminal, as an official with
 * that role; absent: no person whom the platform knows.
 */
export interface IdsActor {
  kind: 'ids';
  idsId: string;
  organisationId: string;
  terminalId?: string;
  cashier?: { officialId: string };
}

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
 * A person who acts for an organisation, and for what: by law, as its register states, or by mandates
 * (`mandateIds`), which have to be for what is asked.
 */
export interface RepresentativeActor {
  kind: 'representative';
  personId: string;
  sessionId: string;
  organisationId: string;
  mandateIds: readonly string[];
  acts: readonly string[];
}

/**
 * An official of one organisation, or, without one, of the operator: then for all of them. `personId`: who
 * they are; absent: they came with an access key.
 */
export interface OfficialActor {
  kind: 'official';
  officialId: string;
  personId?: string;
  organisation: { id: string; code: string } | null;
  roles: readonly OfficialRole[];
}

/** What a use case may use, given to it as its first argument. There is no other way to the outside. */
export interface Context {
  readonly db: Database;
  /** The same database as the role of the transaction path: its fixed functions, and no table. */
  readonly transactionPath: Database;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly keys: Keyring;
  readonly log: Log;
  readonly actor: Actor;
  readonly requestId: string;
  /** Address that the request came from, as proxies of ours tell it; absent: it came from no request. */
  readonly from?: string;
}

/**
 * The context in which somebody asks. Who acts for an organisation, or is its official, sees its rows alone,
 * whatever a statement forgets, and so does its machine where it asks now and then (`isRare`): where one asks
 * all the time, three more round trips are too many. For everybody else the statements keep what is whose apart.
 */
export function contextOf(base: Context, actor: Actor, { isRare = false } = {}): Context {
  const organisationId = narrowedTo(actor, isRare);
  if (organisationId === undefined) return { ...base, actor };
  return { ...base, actor, db: forOrganisation(base.db, organisationId) };
}

function narrowedTo(actor: Actor, isRare: boolean): string | undefined {
  if (actor.kind === 'representative') return actor.organisationId;
  if (actor.kind === 'official') return actor.organisation?.id;
  const isMachine = actor.kind === 'ids' || actor.kind === 'information-system';
  return isMachine && isRare ? actor.organisationId : undefined;
}
