import type { Context } from './context.ts';
import { forOrganisation } from './database/for-organisation.ts';

/** What the system does by itself, and what it may do there, as a route says who may call it. */
export interface SystemWork {
  /** `<module>.<verb>`, unique: as which it acts, also in the audit. */
  readonly name: string;
  readonly permission: SystemPermission;
}

export interface SystemPermission {
  /** Whose rows it sees, where policies keep those of organisations apart. */
  readonly organisations: 'all' | 'none';
  /** Schemas in which it changes rows, itself or by a function. */
  readonly changes: readonly string[];
  /** It calls the functions of the transaction path too. */
  readonly transactionPath?: true;
}

/**
 * The context in which the system works by itself, with what that work has declared: no rows of organisations
 * and no transaction path without it. That it changes what it has declared alone, the tests show.
 */
export function contextOfSystem(base: Context, { name, permission }: SystemWork): Context {
  const { organisations, transactionPath } = permission;
  return {
    ...base,
    actor: { kind: 'system', job: name },
    db: organisations === 'all' ? base.db : forOrganisation(base.db, null),
    transactionPath: transactionPath ? base.transactionPath : refusing(name),
  };
}

function refusing(name: string): Context['transactionPath'] {
  const refuse = () => Promise.reject(new Error(`${name} has not declared the transaction path.`));
  return { query: refuse, copy: refuse, transaction: refuse };
}
