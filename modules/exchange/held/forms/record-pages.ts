/** Records on their way out: the JSON of each, whole, in pages. */
export type RecordPages = AsyncIterable<readonly string[]>;
