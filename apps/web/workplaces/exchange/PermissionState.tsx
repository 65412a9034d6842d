import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/Badge.tsx';
import type { ShownPermission } from './exchange-api.ts';

const TONES = {
  applied: 'warn',
  agreed: 'warn',
  granted: 'good',
  refused: undefined,
  suspended: 'bad',
  withdrawn: undefined,
  ahead: 'good',
  expired: undefined,
} as const;

/** States in which uses of a permission are counted, or were. */
export const COUNTED: readonly ShownPermission['state'][] = [
  'granted',
  'suspended',
  'ahead',
  'expired',
];

/** What a permission is today; that its quota is used up, and its prolongation waits, too. */
export function PermissionState({ permission }: { permission: ShownPermission }) {
  const { t } = useTranslation();
  const { state, proposed, left } = permission;
  const tone = TONES[state];
  return (
    <>
      <Badge {...(tone ? { tone } : {})}>{t(`permissions.state.${state}`)}</Badge>{' '}
      {state === 'granted' && left === 0 ? (
        <Badge tone="bad">{t('permissions.usedUp')}</Badge>
      ) : null}{' '}
      {proposed ? <Badge tone="warn">{t('permissions.prolongationWaits')}</Badge> : null}
    </>
  );
}
