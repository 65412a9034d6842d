import type { Context, OfficialActor, OfficialRole } from '../../../../platform/context.ts';
import type { TestContext } from '../../../../platform/testing/test-context.ts';
import { addOfficial, findOfficialByKey } from '../../../identity/index.ts';

/** Adds an official and gives the context in which they ask; without an organisation, the operator's. */
export async function asOfficial(
  context: TestContext,
  { organisation, roles }: { organisation: string | null; roles: readonly OfficialRole[] },
): Promise<Context & { actor: OfficialActor }> {
  const name = `${organisation ?? 'operator'} ${roles.join(' ')}`;
  const { keyText } = await addOfficial(context, { name, organisation, roles });
  const actor = await findOfficialByKey(context, keyText, new Map());
  return { ...context.as(actor), actor };
}
