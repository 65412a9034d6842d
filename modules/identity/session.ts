import type { AssuranceLevel } from './sign-on/assurance-level.ts';

/** A session lasts so long from its beginning, however much it is used. */
export const SESSION_TTL_MS = 8 * 60 * 60_000;

/** A person's session that nobody used for so long has ended. A terminal waits for people all day. */
export const SESSION_IDLE_MS = 30 * 60_000;

/** For whom a session stands, and, of a person, on which log-in it hangs, and how strong and old that is. */
export type SessionHolder =
  | {
      personId: string;
      sid: string;
      level: AssuranceLevel;
      means: string;
      ageMs: number;
      /** As which official alone the person may act. */
      confined?: { officialId: string; organisationId: string } | undefined;
    }
  | { terminalId: string };

/** A session that has neither ended nor expired. */
export type Session =
  | PersonSession
  | { kind: 'terminal'; id: string; terminal: Terminal; expiresAt: Date };

/** A terminal with the IDS and the organisation that it acts for. */
export interface Terminal {
  id: string;
  code: string;
  idsId: string;
  organisationId: string;
  organisation: { lv: string; en: string };
  pointOfService: { lv: string; en: string };
}

/** When the person logged in: with a session of many clients, before this one began. */
export function loggedInAt({ expiresAt }: PersonSession): Date {
  return new Date(expiresAt.getTime() - SESSION_TTL_MS);
}

export interface PersonSession {
  kind: 'person';
  id: string;
  personId: string;
  /** For whom the person acts; null: for themselves. */
  representedId: string | null;
  /** For which organisation; null: for none. */
  representedOrganisationId: string | null;
  /** As which official; null: as a person. */
  officialId: string | null;
  /** At which terminal that official sells; null: at none, or at one that may not sign on any more. */
  terminal: Terminal | null;
  level: AssuranceLevel;
  /** By which means the person logged in; null: before that was kept. */
  means: string | null;
  /** Of which organisation's officials it may be, and nothing else; null: it is the person's. */
  confinedTo: string | null;
  expiresAt: Date;
}
