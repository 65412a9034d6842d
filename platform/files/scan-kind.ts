/** What a scanned paper may come as. */
export const SCAN_KINDS = ['pdf', 'jpeg', 'png'] as const;
export type ScanKind = (typeof SCAN_KINDS)[number];

export const SCAN_MEDIA_TYPES: Record<ScanKind, string> = {
  pdf: 'application/pdf',
  jpeg: 'image/jpeg',
  png: 'image/png',
};

/** How a file of a kind begins and ends; after its end scanners write a few bytes more. */
const MARKS: Record<ScanKind, { begin: Buffer; end: Buffer }> = {
  pdf: { begin: Buffer.from('%PDF-'), end: Buffer.from('%%EOF') },
  jpeg: { begin: Buffer.from('ffd8ff', 'hex'), end: Buffer.from('ffd9', 'hex') },
  png: { begin: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), end: Buffer.from('IEND') },
};
const AFTER_END_MAX = 1_024;

/** What a whole file is by its own bytes, whatever it is called; undefined: none of these, or cut off. */
export function scanKindOf(file: Buffer): ScanKind | undefined {
  return SCAN_KINDS.find((kind) => {
    const { begin, end } = MARKS[kind];
    const body = file.subarray(begin.length);
    return (
      file.subarray(0, begin.length).equals(begin) &&
      body.subarray(Math.max(0, body.length - AFTER_END_MAX)).includes(end)
    );
  });
}
