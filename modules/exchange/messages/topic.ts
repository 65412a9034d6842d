/** What an institution publishes messages about. */
export interface Topic {
  topicId: number;
  code: string;
  /** Who owns it, and alone sends. */
  organisationId: string;
  name: { lv: string; en: string };
  /** JSON Schema of the bodies, of the bounded kind (`message-schema.ts`). */
  schema: Record<string, unknown>;
  timeToLiveHours: number;
  /** Ids of institutions that may subscribe; null: everybody's systems may. */
  readers: readonly string[] | null;
  /** Of the newest message. */
  position: number;
}
