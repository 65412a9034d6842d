import { divideRounded } from '../../../platform/money/money.ts';

/** Exact also where the product leaves the safe integers. Rounded half away from zero. */
export function multiplyDivide(a: number, b: number, divisor: number): number {
  const product = a * b;
  if (Number.isSafeInteger(product)) return divideRounded(product, divisor);
  const doubled = BigInt(a) * BigInt(b) * 2n + BigInt(divisor);
  return Number(doubled / (2n * BigInt(divisor)));
}
