import type { TFunction } from 'i18next';
import { formatInstant } from '../../features/language/formats.ts';
import type { CatalogueEntry } from './catalogue-api.ts';

/** When the source was last heard of, in words. */
export function freshnessOf(
  { loadedAt, changedAt }: Pick<CatalogueEntry, 'loadedAt' | 'changedAt'>,
  t: TFunction,
): string {
  const [last] = [loadedAt, changedAt]
    .filter((one) => one !== null)
    .toSorted()
    .toReversed();
  return last === undefined
    ? t('dataSets.neverHeard')
    : t('dataSets.heard', { when: formatInstant(last) });
}
