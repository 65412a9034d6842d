/** An exact number: `units` of ten to the power of minus `scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

/** Quotients are cut off after so many digits, by the database as here. */
export const QUOTIENT_SCALE = 12;

const WRITTEN = /^([+-]?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;

/** Reads a number as literals and records write it. Undefined: it is none, or NaN or infinite. */
export function parseDecimal(text: string): Decimal | undefined {
  const [, sign, whole = '', fraction = '', exponent = '0'] = WRITTEN.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const units = BigInt(`${sign === '-' ? '-' : ''}${whole}${fraction}`);
  const scale = fraction.length - Number(exponent);
  return scale >= 0 ? { units, scale } : { units: units * 10n ** BigInt(-scale), scale: 0 };
}

/** As the database writes it: no exponent, no zeros at the end. */
export function decimalText({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${units < 0n ? '-' : ''}${whole}${fraction ? `.${fraction}` : ''}`;
}

export function decimalOf(number: number): Decimal {
  return parseDecimal(String(number)) ?? { units: 0n, scale: 0 };
}

export function compareDecimals(one: Decimal, other: Decimal): number {
  const [left, right] = aligned(one, other);
  return left < right ? -1 : Number(left > right);
}

export function addDecimals(one: Decimal, other: Decimal): Decimal {
  const [left, right, scale] = aligned(one, other);
  return { units: left + right, scale };
}

export function negateDecimal({ units, scale }: Decimal): Decimal {
  return { units: -units, scale };
}

export function multiplyDecimals(one: Decimal, other: Decimal): Decimal {
  return { units: one.units * other.units, scale: one.scale + other.scale };
}

/** The quotient cut off after `scale` digits. Undefined: the divisor is nothing. */
export function divideDecimals(one: Decimal, other: Decimal, scale: number): Decimal | undefined {
  const [left, right] = aligned(one, other);
  if (right === 0n) return undefined;
  return { units: (left * 10n ** BigInt(scale)) / right, scale };
}

/** What is left, with the sign of what is divided. Undefined: the divisor is nothing. */
export function remainderOf(one: Decimal, other: Decimal): Decimal | undefined {
  const [left, right, scale] = aligned(one, other);
  return right === 0n ? undefined : { units: left % right, scale };
}

/** To a whole number: downwards, upwards, or to the nearest and halves away from nothing. */
export function roundDecimal(
  { units, scale }: Decimal,
  how: 'floor' | 'ceiling' | 'round',
): Decimal {
  const one = 10n ** BigInt(scale);
  const whole = units / one;
  const rest = units % one;
  if (how === 'floor') return { units: rest < 0n ? whole - 1n : whole, scale: 0 };
  if (how === 'ceiling') return { units: rest > 0n ? whole + 1n : whole, scale: 0 };
  const isFar = 2n * (rest < 0n ? -rest : rest) >= one;
  return { units: isFar ? whole + (units < 0n ? -1n : 1n) : whole, scale: 0 };
}

function aligned(one: Decimal, other: Decimal): [bigint, bigint, number] {
  const scale = Math.max(one.scale, other.scale);
  return [
    one.units * 10n ** BigInt(scale - one.scale),
    other.units * 10n ** BigInt(scale - other.scale),
    scale,
  ];
}
