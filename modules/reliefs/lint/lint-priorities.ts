import type { Period } from '../../persons/person-facts.ts';
import { comparePriority } from '../calculation/candidate-state.ts';
import { exclusionOf } from '../calculation/exclusion.ts';
import type { Instruction, Relief } from '../instruction.ts';
import { canBe } from '../reasoning/can-be.ts';
import type { World } from '../reasoning/world.ts';
import type { ReliefPath } from '../text/relief-problem.ts';
import { intersectPeriods } from '../verdict-timeline.ts';
import type { LintFinding } from './lint-finding.ts';

/** A relief, and the file in which it stands. */
export interface LintedRelief {
  file: string;
  relief: Relief;
}

/** A version of a relief that excludes others. */
interface Member extends LintedRelief {
  position: number;
  instruction: Instruction;
}

/** A finding about one file, and the file with which it was found. */
export interface SharedFinding {
  file: string;
  finding: LintFinding;
}

/**
 * Reliefs of one group among which it is not said which comes first, or twice and differently.
 * Numbers cannot form a circle, so only what they leave open and where they disagree is looked for.
 */
export function lintPriorities(
  reliefs: readonly LintedRelief[],
  concepts: World['concepts'],
): SharedFinding[] {
  const members = reliefs.flatMap(({ file, relief }) =>
    relief.versions.map((instruction, position) => ({ file, relief, position, instruction })),
  );
  return members.flatMap((member, index) =>
    members.slice(0, index).flatMap((other) => {
      if (other.relief === member.relief) return [];
      return lintPair(member, other, concepts).map((finding) => ({ file: member.file, finding }));
    }),
  );
}

function lintPair(member: Member, other: Member, concepts: World['concepts']): LintFinding[] {
  const own = exclusionOf(member.instruction);
  const others = exclusionOf(other.instruction);
  if (!own || !others || own.group !== others.group) return [];
  const days = intersectPeriods(periodOf(member.instruction), periodOf(other.instruction));
  if (!days) return [];
  const path: ReliefPath = ['versions', member.position];
  const found = other.relief.code;
  const findings: LintFinding[] = [];
  for (const field of ['per', 'by'] as const) {
    const stated = member.instruction.exclusion?.[field];
    const otherwise = other.instruction.exclusion?.[field];
    if (stated === undefined || otherwise === undefined || stated === otherwise) continue;
    const place = [...path, 'exclusion', field];
    findings.push({ code: 'exclusion-disagrees', path: place, found });
  }
  if (!canMeet(member, other, { concepts, days })) return findings;
  const isByPriority = own.by === 'priority' || others.by === 'priority';
  if (
    isByPriority &&
    comparePriority(member.instruction.priority, other.instruction.priority) === 0
  ) {
    findings.push({ code: 'priority-open', path: placeOf(member, path), found });
  }
  if (isContrary(member, other)) {
    findings.push({ code: 'priority-contrary', path: placeOf(member, path), found });
  }
  return findings;
}

function periodOf({ from, to }: Instruction): Period {
  return { from, to: to ?? null };
}

function placeOf({ instruction }: Member, path: ReliefPath): ReliefPath {
  if (instruction.priority !== 100) return [...path, 'priority'];
  return [...path, instruction.exclusion ? 'exclusion' : 'exclusionGroup'];
}

/** Whether one person can have both, on the same goods. */
function canMeet(member: Member, other: Member, world: World): boolean {
  const classes = (one: Member) =>
    one.instruction.benefits.flatMap(({ on }) =>
      on.flatMap((code) => [...world.concepts.codesOf('goods-and-services', code)]),
    );
  const known = new Set(classes(other));
  if (!classes(member).some((code) => known.has(code))) return false;
  const demands = [member, other].map(({ instruction }) => {
    return { sign: 'yes', condition: instruction.who } as const;
  });
  return canBe(demands, world);
}

/** One grantor orders two of its reliefs otherwise than the law does: the law decides. */
function isContrary(member: Member, other: Member): boolean {
  const [one, another] = [member.instruction.priority, other.instruction.priority];
  if (typeof one === 'number' || typeof another === 'number') return false;
  if (JSON.stringify(member.relief.grantor) !== JSON.stringify(other.relief.grantor)) return false;
  return (one.law - another.law) * (one.grantor - another.grantor) < 0;
}
