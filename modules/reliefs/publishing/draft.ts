/** `draft` waits for a review, `reviewed` for its publication; the other two are the ends. */
export const DRAFT_STATUSES = ['draft', 'reviewed', 'rejected', 'published'] as const;
export type DraftStatus = (typeof DRAFT_STATUSES)[number];

export const DRAFT_KINDS = ['relief', 'definition'] as const;
export type DraftKind = (typeof DRAFT_KINDS)[number];

/** A text that is to be published, and who did what with it. The text never changes. */
export interface Draft {
  id: string;
  kind: DraftKind;
  /** Of the relief or the definition. */
  code: string;
  /** The grantor whose relief it is; null when only officials of the operator may act. */
  organisation: { id: string; code: string } | null;
  text: string;
  /** Why it is to hold on days before its publication; null when it does not. */
  retroactiveReason: string | null;
  status: DraftStatus;
  drafted: DraftOrigin;
  reviewed: DraftAct | null;
  rejected: (DraftAct & { reason: string }) | null;
  published: DraftAct | null;
}

/** Who did something with a draft: the id of an official. */
export interface DraftAct {
  by: string;
  at: Date;
}

/** An official who wrote it (`by`), or the data set of the grantor's own system (`from`). */
export interface DraftOrigin {
  by: string | null;
  from: string | null;
  at: Date;
}
