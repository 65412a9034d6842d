import type { Context } from '../../../platform/context.ts';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { listOrganisations } from '../../persons/index.ts';
import { applyForPermission } from '../permissions/apply-for-permission.ts';
import { grantPermission } from '../permissions/decide-permission.ts';
import { Terms } from '../permissions/terms.ts';
import { LICENCES } from './exchange-context.ts';

export const TERMS = Terms.parse({
  purpose: { lv: 'Makšķernieku pārbaude uz prāmja', en: 'Checking anglers on the ferry' },
  legalBasis: { lv: 'Zvejniecības likuma 7. pants', en: 'Section 7 of the Fishery Law' },
  fields: 'all',
  validFrom: '2026-01-01',
  validUntil: '2026-12-31',
});

export interface GivenPermission {
  number: string;
  /** A system of its holder. */
  reader: Context;
}

/** The actor of an official of an organisation that the test's database has. */
export async function officialOf(
  context: TestContext,
  code: string,
  roles: readonly ('editor' | 'reviewer')[] = ['reviewer'],
): Promise<Context> {
  const [organisation] = await listOrganisations(context, [code]);
  if (!organisation) throw new Error(`There is no organisation ${code}.`);
  const officialId = context.ids.next();
  return context.as({ kind: 'official', officialId, organisation, roles });
}

export async function systemOf(context: TestContext, code: string): Promise<Context> {
  const [organisation] = await listOrganisations(context, [code]);
  if (!organisation) throw new Error(`There is no organisation ${code}.`);
  const systemId = context.ids.next();
  return context.as({ kind: 'information-system', systemId, organisationId: organisation.id });
}

/** A permission of the ferry for a data set of the municipality, granted by two. */
export async function givePermission(
  context: TestContext,
  terms: Partial<Terms> = {},
  { dataSet = LICENCES.code, versions = [1], holder = 'vejaines-pramis' } = {},
): Promise<GivenPermission> {
  const applied = await applyForPermission(context, {
    ...{ dataSet, versions, holder },
    terms: { ...TERMS, ...terms },
  });
  const { number } = applied;
  const { state } = await grantPermission(context, number);
  if (state === 'agreed') {
    await grantPermission(await officialOf(context, applied.source.code), number);
  }
  return { number, reader: await systemOf(context, holder) };
}
