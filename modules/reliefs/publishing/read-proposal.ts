import { askingWithRole } from '../../../platform/asking.ts';
import { type Day, rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { GRANTING_ROLES } from '../../../platform/context.ts';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import type { Definition } from '../definitions/definition.ts';
import { usesOf } from '../definitions/list-definitions.ts';
import { makeDefinitions } from '../definitions/resolve-definitions.ts';
import { readPublishedDefinitions } from '../definitions/sql/read-published-definitions.ts';
import type { Grantor, Instruction } from '../instruction.ts';
import { readPublishedReliefs } from '../sql/read-published-reliefs.ts';
import { readPublication } from './read-publication.ts';
import { requireOwnPayers } from './require-own-payers.ts';

/** What a draft makes of a relief: its newest version, with what definitions say put in. */
export interface ProposedRelief {
  code: string;
  name: LocalizedText;
  grantor: Grantor;
  instruction: Instruction;
  /** The first day of it that is not past. */
  day: Day;
  /** From that day on nobody has it. */
  withdrawn: boolean;
}

/**
 * What the text of a draft makes of reliefs: of its own one, or, when it is a definition, of every
 * published relief that uses it. Refuses as `addDraft` does for texts and for other grantors.
 */
export async function readProposal(context: Context, text: string): Promise<ProposedRelief[]> {
  const official = askingWithRole(context, GRANTING_ROLES);
  const publication = await readPublication(context, text);
  requireOwnPayers(official, publication.payers);
  const today = rigaDay(context.clock.now());
  const published = await readPublishedDefinitions(context.db);
  if (publication.kind === 'relief') {
    const { relief } = publication;
    const last = relief.versions.at(-1);
    if (!last) return [];
    const { code, name, grantor } = relief;
    const instruction = makeDefinitions(published).resolve(last);
    const withdrawn = last.to !== undefined && publication.days.every((day) => day === last.to);
    const day = later(today, withdrawn ? (last.to ?? today) : last.from);
    return [{ code, name, grantor, instruction, day, withdrawn }];
  }
  const { definition } = publication;
  const others = published.filter(({ code }) => code !== definition.code);
  return await proposedByDefinition(context, definition, { others, today });
}

async function proposedByDefinition(
  context: Context,
  definition: Definition,
  { others, today }: { others: readonly Definition[]; today: Day },
): Promise<ProposedRelief[]> {
  const definitions = [definition, ...others];
  const { reliefs } = await usesOf(context, definition.code, definitions);
  const using = new Set(reliefs.map(({ code }) => code));
  const { resolve } = makeDefinitions(definitions);
  const day = later(today, definition.versions.at(-1)?.from ?? today);
  return (await readPublishedReliefs(context.db)).flatMap((relief) => {
    const { code, name, grantor, versions } = relief;
    const inForce = versions.find(({ instruction: { from, to } }) => {
      return from <= day && (to === undefined || day < to);
    });
    if (!using.has(code) || !inForce) return [];
    const instruction = resolve(inForce.instruction);
    return [{ code, name, grantor, instruction, day, withdrawn: false }];
  });
}

function later(one: Day, other: Day): Day {
  return one > other ? one : other;
}
