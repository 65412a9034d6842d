import { makeAuditRecord, writeAudit } from '../../platform/audit/index.ts';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { listOrganisations } from '../persons/index.ts';
import { ProviderStatements } from './provider-statement.ts';
import { mergeAgreements } from './sql/merge-agreements.ts';
import { mergeProviders } from './sql/merge-providers.ts';

export interface ProvidersLoaded {
  providers: number;
  agreements: number;
  /** Rows that were written: none when the same is loaded again. */
  written: number;
}

/**
 * Brings providers, their systems, points of service, terminals, items and agreements up to what is
 * stated, all or nothing. What is not stated stays. Ids stay the same for ever: the id of a relief in
 * an agreement is how the provider knows it.
 *
 * Refuses with `organisation-unknown`, `relief-not-published`, `agreement-period-wrong`.
 */
export async function loadProviders(context: Context, content: unknown): Promise<ProvidersLoaded> {
  const { providers, agreements } = ProviderStatements.parse(content);
  for (const { from, to, number } of agreements) {
    if (to !== null && to <= from) throw new Refusal('agreement-period-wrong', { number });
  }
  const organisations = await readOrganisationIds(context);
  const idOf = (code: string) => {
    const id = organisations.get(code);
    if (!id) throw new Refusal('organisation-unknown', { organisation: code });
    return id;
  };
  return await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const written =
      (await mergeProviders(inside, { providers, idOf })) +
      (await mergeAgreements(inside, { agreements, idOf }));
    if (written > 0) {
      const content = { providers: providers.length, agreements: agreements.length, written };
      await writeAudit(db, [makeAuditRecord(context, { act: 'providers.load', content })]);
    }
    return { providers: providers.length, agreements: agreements.length, written };
  });
}

async function readOrganisationIds(context: Context): Promise<Map<string, string>> {
  return new Map((await listOrganisations(context)).map(({ code, id }) => [code, id]));
}
