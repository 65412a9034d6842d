import type { LoginResult } from 'oidc-provider';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { type OutsideLogIn, outsideHashesOf } from '../log-ins/end-outside-log-ins.ts';
import { OFFICIALS_ONLY } from '../login-means/own-providers.ts';
import type { ProvenFactor } from '../second-factors/prove-factor.ts';
import { type AssuranceLevel, acrOf, strongerOf } from '../sign-on/assurance-level.ts';
import { insertLogIn } from './sql/insert-log-in.ts';

/** Of which device, and for which client, a person logs in. */
export interface LogInPlace {
  clientId: string;
  /** The secret that the browser keeps. */
  deviceSecret: string;
  deviceName: string;
}

/** A second factor makes a weak login substantial, and no login high: that takes a proofed identity. */
export const RAISED = 'substantial' satisfies AssuranceLevel;

export interface FinishedLogIn {
  personId: string;
  /** Its code. */
  means: string;
  /** How strong the login by it was. */
  level: AssuranceLevel;
  /** How the outside party calls it. */
  outside?: OutsideLogIn | undefined;
  /** By what else the person proved themselves. */
  factor?: ProvenFactor;
  /** Whether it proves who an official is, and nothing else. */
  isOfficialsOnly: boolean;
}

/**
 * Writes down that a person logged in, and gives what the provider is to know of it. Undefined when
 * there is no such living person.
 */
export async function finishLogIn(
  context: Context,
  { personId, means, level: first, outside, factor, isOfficialsOnly }: FinishedLogIn,
  place: LogInPlace,
): Promise<LoginResult | undefined> {
  const id = context.ids.next();
  const level = factor ? strongerOf(first, RAISED) : first;
  const deviceHash = deviceHashOf(context, place.deviceSecret);
  return await context.db.transaction(async (db) => {
    const written = await insertLogIn(db, {
      id,
      personId,
      clientId: place.clientId,
      means,
      level,
      deviceHash,
      device: place.deviceName,
      at: context.clock.now(),
      ...outsideHashesOf(context, { means, ...outside }),
    });
    if (!written) return undefined;
    const record = makeAuditRecord(context, {
      act: 'identity.log-in',
      subjectPersonId: personId,
      content: {
        logIn: id,
        client: place.clientId,
        means,
        level,
        factor,
        knownDevice: written.knownDevice,
      },
    });
    await writeAudit(db, [record]);
    return {
      accountId: personId,
      acr: acrOf(level),
      amr: [means, factor ?? [], isOfficialsOnly ? OFFICIALS_ONLY : []].flat(),
      remember: false,
      logInId: id,
    };
  });
}

/** By what a device is found again. */
export function deviceHashOf({ keys }: Pick<Context, 'keys'>, secret: string): Buffer {
  return keys.hash('sign-on-artifact', `device ${secret}`);
}
