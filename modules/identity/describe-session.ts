import type { Context } from '../../platform/context.ts';
import { readOrganisationNames, readPersonNames } from '../persons/index.ts';
import type { SessionAnswer } from './api.ts';
import { terminalOfCashier } from './cashiers/terminal-of-cashier.ts';
import { describeOfficials } from './mandates/list-profiles.ts';
import type { Session, Terminal } from './session.ts';

/** Whom a session stands for, in the words that its own pages show. */
export async function describeSession(
  context: Context,
  session: Session | undefined,
  simulated: boolean,
): Promise<SessionAnswer> {
  const base = { simulated, now: context.clock.now().toISOString() };
  if (!session) return { ...base, kind: 'none' };
  const expiresAt = session.expiresAt.toISOString();
  if (session.kind === 'terminal') {
    const terminal = shownTerminal(session.terminal);
    return { ...base, kind: 'terminal', terminal, cashier: null, expiresAt };
  }
  const { personId, representedId, representedOrganisationId: organisationId } = session;
  const ids = representedId === null ? [personId] : [personId, representedId];
  const names = await readPersonNames(context, ids);
  const name = names.get(personId) ?? '';
  const actingFor = representedId === null ? null : (names.get(representedId) ?? '');
  const official = (await describeOfficials(context, session)).find(({ chosen }) => chosen);
  const terminal = official && terminalOfCashier(official, session.terminal);
  if (official && terminal) {
    const cashier = { officialId: official.officialId, name };
    return { ...base, kind: 'terminal', terminal: shownTerminal(terminal), cashier, expiresAt };
  }
  const acting = official
    ? {
        officialId: official.officialId,
        organisation: official.organisation && {
          code: official.organisation.code,
          name: official.organisation.name,
        },
        roles: official.roles,
      }
    : null;
  const organisation =
    organisationId === null
      ? null
      : ((await readOrganisationNames(context, [organisationId])).get(organisationId) ?? null);
  const capacity = { actingFor, organisation, official: acting };
  return { ...base, kind: 'person', personId, name, ...capacity, expiresAt };
}

function shownTerminal({ id, code, organisation, pointOfService }: Terminal) {
  return { id, code, organisation, pointOfService };
}
