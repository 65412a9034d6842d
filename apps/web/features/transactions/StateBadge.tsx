import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/Badge.tsx';

const TONES: Readonly<Record<string, 'good' | 'warn' | 'bad'>> = {
  authorised: 'warn',
  confirmed: 'good',
};

/** In which state a transaction is, in words. */
export function StateBadge({ state }: { state: string }) {
  const { t } = useTranslation();
  const tone = TONES[state];
  return <Badge {...(tone ? { tone } : {})}>{t(`transaction.state.${state}`)}</Badge>;
}
