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

/** What a permission is today; one whose prolongation waits says that too. */
export function PermissionState({ permission }: { permission: ShownPermission }) {
  const { t } = useTranslation();
  const { state, proposed } = permission;
  const tone = TONES[state];
  return (
    <>
      <Badge {...(tone ? { tone } : {})}>{t(`permissions.state.${state}`)}</Badge>{' '}
      {proposed ? <Badge tone="warn">{t('permissions.prolongationWaits')}</Badge> : null}
    </>
  );
}
