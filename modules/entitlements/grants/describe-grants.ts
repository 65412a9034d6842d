import type { Context } from '../../../platform/context.ts';
import { listOfficials } from '../../identity/index.ts';
import { readPersonNames } from '../../persons/index.ts';
import type { Grant } from './grant.ts';
import type { DescribedGrant } from './grant-api.ts';

/** Says of grants for whom they are and who did what, by name. */
export async function describeGrants(
  context: Context,
  grants: readonly Grant[],
): Promise<DescribedGrant[]> {
  const persons = await readPersonNames(
    context,
    grants.map(({ personId }) => personId),
  );
  const acts = grants.flatMap(({ proposed, decided, withdrawn }) => [proposed, decided, withdrawn]);
  const ids = [...new Set(acts.flatMap((act) => (act ? [act.by] : [])))];
  const officials = new Map((await listOfficials(context, ids)).map(({ id, name }) => [id, name]));
  const named = ({ by, at }: { by: string; at: Date }) => {
    return { by: officials.get(by) ?? by, at: at.toISOString() };
  };
  return grants.map((grant) => {
    const { id, personId, relief, grantor, from, to, reason, status, refusal } = grant;
    const { proposed, decided, withdrawn } = grant;
    return {
      ...{ id, person: persons.get(personId) ?? '', relief, grantor, from, to, reason, status },
      proposed: proposed && named(proposed),
      decided: decided && named(decided),
      withdrawn: withdrawn && { ...named(withdrawn), on: withdrawn.on },
      refusal,
    };
  });
}
