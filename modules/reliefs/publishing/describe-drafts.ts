import type { Context } from '../../../platform/context.ts';
import { listOfficials } from '../../identity/index.ts';
import type { Draft, DraftAct, DraftOrigin } from './draft.ts';

/** Who did something with a draft, by name, and when. */
export interface NamedAct {
  by: string;
  at: string;
}

/** A draft as officials read it. */
export interface DescribedDraft {
  id: string;
  kind: Draft['kind'];
  code: string;
  /** Code of the grantor; null when only officials of the operator may act. */
  organisation: string | null;
  status: Draft['status'];
  retroactiveReason: string | null;
  drafted: NamedAct;
  reviewed: NamedAct | null;
  rejected: (NamedAct & { reason: string }) | null;
  published: NamedAct | null;
}

/** Says of drafts who did what, by name. */
export async function describeDrafts(
  context: Pick<Context, 'db' | 'clock'>,
  drafts: readonly Draft[],
): Promise<DescribedDraft[]> {
  const acts = drafts.flatMap(({ drafted, reviewed, rejected, published }) => {
    return [drafted, reviewed, rejected, published];
  });
  const ids = [...new Set(acts.flatMap((act) => act?.by ?? []))];
  const names = new Map((await listOfficials(context, ids)).map(({ id, name }) => [id, name]));
  const named = ({ by, at }: DraftAct) => ({ by: names.get(by) ?? by, at: at.toISOString() });
  /** A draft of the grantor's own system is told by its data set. */
  const origin = ({ by, from, at }: DraftOrigin) => named({ by: by ?? from ?? '', at });
  return drafts.map((draft) => {
    const { id, kind, code, organisation, status, retroactiveReason } = draft;
    const { drafted, reviewed, rejected, published } = draft;
    return {
      ...{ id, kind, code, status, retroactiveReason },
      organisation: organisation?.code ?? null,
      drafted: origin(drafted),
      reviewed: reviewed && named(reviewed),
      rejected: rejected && { ...named(rejected), reason: rejected.reason },
      published: published && named(published),
    };
  });
}
