/**
 * Why an upload was refused. bad-line: one was bad, and that was to be all or nothing. too-many-bad: more
 * than anybody mends by hand. decision: somebody refused what waited. abandoned: nobody went on with it.
 */
export const REFUSED_FOR = ['bad-line', 'too-many-bad', 'decision', 'abandoned'] as const;
export type RefusedFor = (typeof REFUSED_FOR)[number];
