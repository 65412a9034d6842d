import type { AuthoriseRequest, OneStepRequest } from '../../../../sdk/index.ts';

export type Proof = NonNullable<OneStepRequest['proof']>;

/** None is stated while its number is empty. */
export const NO_PROOF: Proof = { kind: 'receipt', number: '' };

/** What the recipient states at the desk beside the goods. */
export interface Stated {
  companions: number;
  /** Codes as typed, one after the other. */
  coupons: string;
  points: number;
  proof: Proof;
}

export const NOTHING_STATED: Stated = {
  companions: 0,
  coupons: '',
  points: 0,
  proof: NO_PROOF,
};

const COUPON = /^[a-z0-9]+(-[a-z0-9]+)*$/i;

function couponsOf({ coupons }: Stated): string[] {
  return [...new Set(coupons.split(/[\s,;]+/).filter((code) => code !== ''))];
}

export function hasCouponMistake(stated: Stated): boolean {
  return couponsOf(stated).some((code) => !COUPON.test(code));
}

/** The proof of purchase, once its number is typed. */
export function statedProof({ kind, number }: Proof): { proof?: Proof } {
  const typed = number.trim();
  return typed === '' ? {} : { proof: { kind, number: typed } };
}

/** What of it goes into a request: nothing of what nobody stated. */
export function requestedOf(
  stated: Stated,
): Pick<AuthoriseRequest, 'companions' | 'coupons' | 'spendPoints'> {
  const { companions, points } = stated;
  const coupons = couponsOf(stated);
  return {
    ...(companions > 0 ? { companions } : {}),
    ...(coupons.length > 0 ? { coupons } : {}),
    ...(points > 0 ? { spendPoints: points } : {}),
  };
}
