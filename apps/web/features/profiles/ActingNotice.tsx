import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { currentLanguage } from '../language/start-language.ts';
import type { Session } from '../session/session.ts';
import { chooseProfile } from './profiles.ts';

/** Says on every page for whom one acts, and leads back to oneself. */
export function ActingNotice({ session }: { session: Session | undefined }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const own = session?.kind === 'person' ? session.personId : '';
  const work = useMutation({
    mutationFn: () => chooseProfile(queries, { personId: own }),
    onSuccess: () => navigate({ to: '/me/mandates' }),
  });
  if (session?.kind !== 'person') return null;
  const { actingFor, official } = session;
  if (actingFor === null && official === null) return null;
  const organisation = official?.organisation?.[currentLanguage()] ?? t('acting.operator');
  return (
    <section className="acting" aria-label={t('acting.label')}>
      <div className="wide row-apart">
        <p>
          {official
            ? t('acting.official', { organisation })
            : t('acting.for', { name: actingFor ?? '' })}
        </p>
        <Button isDisabled={work.isPending} onPress={() => work.mutate()}>
          {t('acting.end')}
        </Button>
      </div>
    </section>
  );
}
