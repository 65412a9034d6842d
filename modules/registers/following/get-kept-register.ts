import type { Context, OfficialRole } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { getWatchedVersion } from '../../exchange/index.ts';
import { type Followed, selectFollowed } from '../sql/select-followed.ts';
import { demandKeeper } from './demand-keeper.ts';

/**
 * A register for who keeps its data set: systems of that institution, its officials with one of the roles,
 * and those of the operator. Refuses `register-unknown`, and others as `getWatchedVersion`.
 */
export async function getKeptRegister(
  context: Context,
  register: string,
  roles: readonly OfficialRole[],
): Promise<Followed & { organisationId: string }> {
  demandKeeper(context, roles);
  const [followed] = await selectFollowed(context.db, register);
  if (!followed) throw new Refusal('register-unknown', { register });
  const name = { code: followed.dataSet, version: followed.dataSetVersion };
  const { organisationId } = await getWatchedVersion(context, name, roles);
  return { ...followed, organisationId };
}
