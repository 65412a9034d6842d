import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type LineCounter } from 'yaml';
import type { TextFinding } from './text-problem.ts';

/**
 * Where a finding stands in the text: at the value, at the name of the field when that is wrong,
 * and at the start of what should have the field when it is missing.
 */
export function placeOf(
  finding: Pick<TextFinding<string>, 'path' | 'atKey'>,
  document: Document,
  lines: LineCounter,
): { line: number; column: number } {
  let node: unknown = document.contents;
  let offset = startOf(node) ?? 0;
  for (const [index, step] of finding.path.entries()) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === `${step}`);
      if (!pair) break;
      const isLast = index === finding.path.length - 1;
      offset = startOf(isLast && finding.atKey ? pair.key : pair.value) ?? startOf(pair.key) ?? 0;
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(step)];
      if (item === undefined) break;
      offset = startOf(item) ?? offset;
      node = item;
    } else break;
  }
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
