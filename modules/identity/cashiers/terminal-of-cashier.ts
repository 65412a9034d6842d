import { hasRole } from '../../../platform/asking.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { Terminal } from '../session.ts';
import type { OfficialOfPerson } from '../sql/select-officials-of-person.ts';
import { findTerminal } from './sql/find-terminal.ts';

const ROLES = ['cashier'] as const;

/** The terminal, when an official sells at it today: as a cashier, and of the same organisation. */
export function terminalOfCashier(
  { roles, organisation }: Pick<OfficialOfPerson, 'roles' | 'organisation'>,
  terminal: Terminal | null | undefined,
): Terminal | undefined {
  if (!terminal || terminal.organisationId !== organisation?.id) return undefined;
  return hasRole({ roles }, ROLES) ? terminal : undefined;
}

/** Refuses `official-role-missing`, and `sign-in-subject-unknown`: of others' terminals there are none. */
export async function demandTerminal(
  { db }: Pick<Context, 'db'>,
  official: OfficialOfPerson,
  terminalId: string,
): Promise<void> {
  if (!hasRole(official, ROLES)) throw new Refusal('official-role-missing', { roles: ROLES });
  const terminal = await findTerminal(db, terminalId);
  if (!terminalOfCashier(official, terminal)) throw new Refusal('sign-in-subject-unknown');
}
