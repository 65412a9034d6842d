import type { Condition } from '../condition.ts';

/** A demand on a verdict. `not-yes` is no or unknown, `not-no` is yes or unknown. */
export type Sign = 'yes' | 'no' | 'not-yes' | 'not-no';

/** A condition with what its verdict is to be. */
export interface Signed {
  sign: Sign;
  condition: Condition;
}

/** What the verdict of the condition is to be, so that its opposite is as demanded. */
export const SIGN_OF_OPPOSITE: Readonly<Record<Sign, Sign>> = {
  yes: 'no',
  no: 'yes',
  'not-yes': 'not-no',
  'not-no': 'not-yes',
};

/** What a verdict is when it is not as demanded. */
export const SIGN_OTHERWISE: Readonly<Record<Sign, Sign>> = {
  yes: 'not-yes',
  no: 'not-no',
  'not-yes': 'yes',
  'not-no': 'no',
};

/** Whether one verdict can meet two demands. */
export function agree(one: Sign, other: Sign): boolean {
  return SIGN_OTHERWISE[one] !== other && !(isPlain(one) && isPlain(other) && one !== other);
}

function isPlain(sign: Sign): boolean {
  return sign === 'yes' || sign === 'no';
}
