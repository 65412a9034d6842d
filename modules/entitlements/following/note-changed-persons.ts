import type { Context } from '../../../platform/context.ts';
import type { ChangedPerson } from './changed-person.ts';
import { insertWaiting } from './sql/insert-waiting.ts';

/**
 * Notes whose facts changed, so that their entitlements follow, and those of others whose reliefs ask
 * about them. Call it inside the transaction of the facts: then neither is ever without the other. A
 * relation or household that changed is noted for everybody who is or was in it; a fact of a household
 * for each of its members.
 */
export async function noteChangedPersons(
  context: Context,
  changed: readonly ChangedPerson[],
): Promise<void> {
  if (changed.length > 0) await insertWaiting(context.db, changed, context.clock.now());
}
