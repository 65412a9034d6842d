import type { TFunction } from 'i18next';
import type { QuotaPeriod } from '../../../../modules/exchange/permissions/quota-period.ts';
import { formatNumber } from '../language/formats.ts';

/** A quota in words: `10 a day`; none is no limit. */
export function quotaWords(
  t: TFunction,
  { quota, quotaPeriod }: { quota: number | null; quotaPeriod: QuotaPeriod },
): string {
  if (quota === null) return t('permissions.withoutQuota');
  return t(`permissions.quotaOf.${quotaPeriod}`, { uses: formatNumber(quota) });
}
