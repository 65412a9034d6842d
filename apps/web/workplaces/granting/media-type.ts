import { contentTypeOf, type FileForm } from '../../../../platform/files/file-form.ts';

/** So much of a file tells how the rest is written. */
const SAMPLE_BYTES = 65_536;
const DELIMITERS = [';', ',', '\t', '|'];

/**
 * How a sheet or a text of CSV is to be read, found in the file itself: sheets in Latvian save with
 * semicolons, and older ones in the encoding of their system.
 */
export async function mediaTypeOf(file: File): Promise<string> {
  if (/\.xlsx$/i.test(file.name)) return contentTypeOf({ kind: 'workbook' });
  const sample = new Uint8Array(await file.slice(0, SAMPLE_BYTES).arrayBuffer());
  return contentTypeOf({ kind: 'csv', ...howWritten(sample) });
}

export function howWritten(
  sample: Uint8Array,
): Pick<Extract<FileForm, { kind: 'csv' }>, 'encoding' | 'delimiter'> {
  const encoding = isUtf8(sample) ? 'utf-8' : 'windows-1257';
  const [heading = ''] = new TextDecoder(encoding).decode(sample).split('\n');
  const counts = DELIMITERS.map((sign) => [sign, heading.split(sign).length] as const);
  const [most] = counts.toSorted(([, one], [, other]) => other - one);
  return { encoding, delimiter: most && most[1] > 1 ? most[0] : ',' };
}

/** The sample may end in the middle of a letter. */
function isUtf8(sample: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
    return true;
  } catch {
    return false;
  }
}
