import type { Benefit } from '../instruction.ts';
import { checkCode, type KnownCodes } from './known-codes.ts';
import type { ReliefFinding, ReliefPath } from './relief-problem.ts';

const CLASSES = 'goods-and-services';
/** Of these a zero means that all of it is given. */
const MAY_BE_ZERO = ['recipientPays', 'pays'];

/** Forms that can never give anything, and bundles that are not clear. */
export function checkGive(benefit: Benefit, path: ReliefPath, codes: KnownCodes): ReliefFinding[] {
  const findings: ReliefFinding[] = [];
  const { give } = benefit;
  for (const [field, amount] of Object.entries(give)) {
    if (amount !== 0 || MAY_BE_ZERO.includes(field)) continue;
    findings.push({ code: 'benefit-without-effect', path: [...path, 'give', field], found: '0' });
  }
  if ('part' in give && give.part !== undefined) {
    findings.push(...checkBetween(give.part, [...path, 'give', 'part']));
  }
  if ('bundle' in give) findings.push(...checkBundle(benefit, path, codes));
  return [...findings, ...checkUnits(benefit, path)];
}

/** Of the price of something, only what lies above one amount and below another. */
function checkBetween(
  { above, below }: { above?: number | undefined; below?: number | undefined },
  path: ReliefPath,
): ReliefFinding[] {
  if (above === undefined && below === undefined) return [{ code: 'bounds-missing', path }];
  if (below === undefined || (above ?? 0) < below) return [];
  const found = String(below / 100);
  return [{ code: 'benefit-without-effect', path: [...path, 'below'], found }];
}

function checkBundle(benefit: Benefit, path: ReliefPath, codes: KnownCodes): ReliefFinding[] {
  const { give } = benefit;
  if (!('bundle' in give)) return [];
  const findings: ReliefFinding[] = [];
  const holds = (wide: string, narrow: string) => codes.includes(CLASSES, wide, narrow);
  give.bundle.forEach((part, index) => {
    const place = [...path, 'give', 'bundle', index, 'on'];
    part.on.forEach((code, position) => {
      findings.push(...checkCode({ scheme: CLASSES, code, path: [...place, position] }, codes));
    });
    const isFit = part.on.some((one) =>
      benefit.on.some((fitting) => holds(fitting, one) || holds(one, fitting)),
    );
    if (!isFit) findings.push({ code: 'benefit-without-effect', path: place });
    const overlaps = give.bundle
      .slice(0, index)
      .some((other) =>
        other.on.some((one) => part.on.some((own) => holds(one, own) || holds(own, one))),
      );
    if (overlaps) findings.push({ code: 'bundle-parts-overlap', path: place });
  });
  return findings;
}

/** Too few units are counted for one set or bundle. */
function checkUnits({ units, give }: Benefit, path: ReliefPath): ReliefFinding[] {
  if (units === undefined) return [];
  const { from, to } = units;
  const place = [...path, 'units'];
  if (from === undefined && to === undefined) return [{ code: 'bounds-missing', path: place }];
  if (to === undefined) return [];
  const needed =
    'freeOfEvery' in give
      ? give.freeOfEvery
      : 'bundle' in give
        ? give.bundle.reduce((sum, part) => sum + part.units, 0)
        : 1;
  if (to - (from ?? 1) + 1 >= needed) return [];
  return [{ code: 'benefit-without-effect', path: [...place, 'to'], found: String(to) }];
}
