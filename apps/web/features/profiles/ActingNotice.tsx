import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import type { Session } from '../session/session.ts';
import { chooseProfile } from './profiles.ts';

/** Says on every page for whom one acts, and leads back to oneself. */
export function ActingNotice({ session }: { session: Session | undefined }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const own = session?.kind === 'person' ? session.personId : '';
  const work = useMutation({
    mutationFn: () => chooseProfile(queries, own),
    onSuccess: () => navigate({ to: '/me/mandates' }),
  });
  if (session?.kind !== 'person' || session.actingFor === null) return null;
  return (
    <section className="acting" aria-label={t('acting.label')}>
      <div className="wide row-apart">
        <p>{t('acting.for', { name: session.actingFor })}</p>
        <Button isDisabled={work.isPending} onPress={() => work.mutate()}>
          {t('acting.end')}
        </Button>
      </div>
    </section>
  );
}
