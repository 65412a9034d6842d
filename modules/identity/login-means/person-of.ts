import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { findPersonByCode } from '../../persons/index.ts';
import type { LoginOutcome } from './login-means.ts';

/** Who it is whose personal code an outside party proved. */
export async function findPersonOf(context: Context, personalCode: string): Promise<LoginOutcome> {
  const personId = await findPersonByCode(context, personalCode).catch((error: unknown) => {
    if (error instanceof Refusal) return undefined;
    throw error;
  });
  return personId === undefined
    ? { kind: 'refused', code: 'person-unknown' }
    : { kind: 'known', personId };
}
