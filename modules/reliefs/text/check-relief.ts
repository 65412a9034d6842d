import { FULL_BASIS_POINTS } from '../../../platform/money/money.ts';
import type { Quota } from '../instruction/quota.ts';
import type { Grantor, Instruction, Relief } from '../instruction.ts';
import { checkBenefit } from './check-benefit.ts';
import { checkCondition } from './check-condition.ts';
import { getKnownKind } from './check-fact.ts';
import { checkVersions } from './check-versions.ts';
import { checkCode, type KnownCodes } from './known-codes.ts';
import type { ReliefFinding, ReliefPath } from './relief-problem.ts';

/** What cannot be right in a relief whose form is right. All of it at once. */
export function checkRelief(relief: Relief, codes: KnownCodes): ReliefFinding[] {
  const findings = relief.categories.flatMap((code, position) =>
    checkCode({ scheme: 'recipient-categories', code, path: ['categories', position] }, codes),
  );
  findings.push(...checkGrantor(relief.grantor, ['grantor'], codes));
  findings.push(...checkVersions(relief.versions));
  relief.versions.forEach((instruction, position) => {
    findings.push(...checkInstruction(instruction, ['versions', position], codes));
  });
  return findings;
}

function checkGrantor(grantor: Grantor, path: ReliefPath, codes: KnownCodes): ReliefFinding[] {
  if (typeof grantor === 'string') return [];
  const fact = grantor.municipalityOf;
  const place = [...path, 'municipalityOf'];
  const kind = getKnownKind(fact, place, codes);
  if ('finding' in kind) return [kind.finding];
  if (kind.scheme === 'territories') return [];
  return [{ code: 'fact-not-a-territory', path: place, found: fact }];
}

function checkInstruction(
  instruction: Instruction,
  path: ReliefPath,
  codes: KnownCodes,
): ReliefFinding[] {
  const findings = checkCondition(instruction.who, [...path, 'who'], codes);
  instruction.means?.forEach((code, position) => {
    const place = [...path, 'means', position];
    findings.push(...checkCode({ scheme: 'means-kinds', code, path: place }, codes));
  });
  instruction.benefits.forEach((benefit, position) => {
    findings.push(...checkBenefit(benefit, [...path, 'benefits', position], codes));
  });
  findings.push(...checkLimits(instruction, path));
  findings.push(...checkTerms(instruction, path));
  return [...findings, ...checkShares(instruction, path, codes)];
}

/** Quotas and budgets that could never be used, and words about none. */
function checkLimits(
  { quotas, budget, paid, onProof, refund, benefits, choose }: Instruction,
  path: ReliefPath,
): ReliefFinding[] {
  const findings = checkNames({ quotas, benefits, choose }, path);
  const hasCompanions = benefits.some(({ whose }) => whose === 'companion');
  quotas.forEach((quota, position) => {
    const place = [...path, 'quotas', position];
    if (quota.amount === 0) {
      findings.push({ code: 'quota-without-effect', path: [...place, 'amount'], found: '0' });
    }
    if (quota.per === 'companion' && !hasCompanions) {
      findings.push({ code: 'field-without-effect', path: [...place, 'per'], found: 'companion' });
    }
    findings.push(...checkChildren(quota, [...place, 'children']));
    if (typeof quota.carryOver === 'object' && quota.carryOver.atMost === 0) {
      const atMost = [...place, 'carryOver', 'atMost'];
      findings.push({ code: 'field-without-effect', path: atMost, found: '0' });
    }
  });
  if (budget?.amount === 0) {
    const place = [...path, 'budget', 'amount'];
    findings.push({ code: 'quota-without-effect', path: place, found: '0' });
  }
  if (onProof && paid === 'at-once') {
    findings.push({ code: 'field-without-effect', path: [...path, 'onProof'], found: 'true' });
  }
  if (refund && quotas.length === 0 && !budget) {
    findings.push({ code: 'field-without-effect', path: [...path, 'refund'], found: refund });
  }
  return findings;
}

/** Names of benefits that no quota asks for, and quotas of benefits that there are not. */
function checkNames(
  { quotas, benefits, choose }: Pick<Instruction, 'quotas' | 'benefits' | 'choose'>,
  path: ReliefPath,
): ReliefFinding[] {
  const findings: ReliefFinding[] = [];
  const asked = new Set(quotas.flatMap(({ of = [] }) => of));
  benefits.forEach(({ name }, position) => {
    if (name === undefined || asked.has(name)) return;
    const place = [...path, 'benefits', position, 'name'];
    findings.push({ code: 'field-without-effect', path: place, found: name });
  });
  const names = new Set(benefits.map(({ name }) => name));
  quotas.forEach((quota, position) => {
    const place = [...path, 'quotas', position];
    quota.of?.forEach((name, index) => {
      if (names.has(name)) return;
      findings.push({ code: 'benefit-name-unknown', path: [...place, 'of', index], found: name });
    });
    if (quota.of && quota.units !== undefined && choose === 'all') {
      findings.push({ code: 'quota-of-units-of-all', path: [...place, 'of'] });
    }
  });
  return findings;
}

/** Ages that no child has, and ages where no child counts. */
function checkChildren({ per, children }: Quota, path: ReliefPath): ReliefFinding[] {
  if (children === undefined) return [];
  const { from = 0, below } = children;
  if (per !== 'child') return [{ code: 'field-without-effect', path }];
  if (Object.keys(children).length === 0) return [{ code: 'bounds-missing', path }];
  if (below === undefined || from < below) return [];
  return [{ code: 'quota-without-effect', path: [...path, 'below'], found: String(below) }];
}

function checkTerms(instruction: Instruction, path: ReliefPath): ReliefFinding[] {
  const findings: ReliefFinding[] = [];
  if (instruction.exclusion !== undefined && instruction.exclusionGroup !== undefined) {
    findings.push({ code: 'exclusion-twice', path: [...path, 'exclusionGroup'] });
  }
  for (const field of ['atMost', 'leaves'] as const) {
    const bounds = instruction[field];
    if (bounds === undefined) continue;
    if (Object.keys(bounds).length === 0) {
      findings.push({ code: 'bounds-missing', path: [...path, field] });
    }
    for (const [place, cents] of Object.entries(bounds)) {
      if (cents !== 0) continue;
      findings.push({
        code: 'benefit-without-effect',
        path: [...path, field, place],
        found: '0',
      });
    }
  }
  return findings;
}

function checkShares(
  { shares, benefits }: Instruction,
  path: ReliefPath,
  codes: KnownCodes,
): ReliefFinding[] {
  if (!shares) return [];
  const findings = shares.flatMap((share, position) =>
    checkGrantor(share.grantor, [...path, 'shares', position, 'grantor'], codes),
  );
  const rests = shares.filter((share) => 'rest' in share).length;
  if (rests !== 1) {
    const place = [...path, 'shares'];
    findings.push({ code: 'shares-without-one-rest', path: place, found: `rest × ${rests}` });
  }
  // When no unit can cost more than the fixed parts sum to, nothing is left over.
  const mostCents = Math.max(
    ...benefits.map(({ give }) =>
      'upTo' in give && give.upTo !== undefined ? give.upTo : Number.POSITIVE_INFINITY,
    ),
  );
  let paidBeforeCents = 0;
  let percentBefore = 0;
  shares.forEach((share, position) => {
    if ('rest' in share) return;
    const part = 'percent' in share ? share.percent : share.amount;
    const nothingLeft = paidBeforeCents >= mostCents || percentBefore >= FULL_BASIS_POINTS;
    if (part === 0 || nothingLeft) {
      const field = 'percent' in share ? 'percent' : 'amount';
      findings.push({
        code: 'share-without-effect',
        path: [...path, 'shares', position, field],
      });
    }
    if ('percent' in share) percentBefore += share.percent;
    else paidBeforeCents += share.amount;
  });
  if (percentBefore > FULL_BASIS_POINTS) {
    const found = `${percentBefore / 100} %`;
    findings.push({ code: 'shares-over-whole', path: [...path, 'shares'], found });
  }
  const rest = shares.findIndex((share) => 'rest' in share);
  const isNothingLeft = paidBeforeCents >= mostCents || percentBefore === FULL_BASIS_POINTS;
  if (rests === 1 && isNothingLeft) {
    findings.push({ code: 'share-without-effect', path: [...path, 'shares', rest, 'rest'] });
  }
  return findings;
}
