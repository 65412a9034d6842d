import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
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
  const words = wordsOf(session, t);
  if (words === null) return null;
  return (
    <section className="acting" aria-label={t('acting.label')}>
      <div className="wide row-apart">
        <p>{words}</p>
        <Button isDisabled={work.isPending} onPress={() => work.mutate()}>
          {t('acting.end')}
        </Button>
      </div>
    </section>
  );
}

/** Says for whom one acts; null: for oneself. */
function wordsOf(
  { actingFor, organisation, official }: Extract<Session, { kind: 'person' }>,
  t: TFunction,
): string | null {
  const language = currentLanguage();
  if (official) {
    const institution = official.organisation?.[language] ?? t('acting.operator');
    return t('acting.official', { organisation: institution });
  }
  if (organisation) return t('acting.organisation', { organisation: organisation[language] });
  return actingFor === null ? null : t('acting.for', { name: actingFor });
}
