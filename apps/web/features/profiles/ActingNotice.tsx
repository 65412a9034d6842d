import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { currentLanguage } from '../language/start-language.ts';
import { type Session, sessionQuery } from '../session/session.ts';
import { chooseProfile } from './profiles.ts';

/** Says on every page for whom one acts, and leads back to oneself; at a terminal, back to what one is there. */
export function ActingNotice({ session }: { session: Session | undefined }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notice = noticeOf(session, t);
  const work = useMutation({
    mutationFn: ({ back }: Notice) => chooseProfile(queries, back),
    onSuccess: (_, { to }) => navigate({ to }),
    // Who is no official any more cannot go back to being one: the session says what is left.
    onError: () => queries.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
  if (notice === null) return null;
  return (
    <section className="acting" aria-label={t('acting.label')}>
      <div className="wide row-apart">
        <p>{notice.words}</p>
        <Button isDisabled={work.isPending} onPress={() => work.mutate(notice)}>
          {notice.verb}
        </Button>
      </div>
    </section>
  );
}

interface Notice {
  words: string;
  verb: string;
  /** As whom one acts afterwards, and where. */
  back: { personId: string } | { officialId: string };
  to: '/me/mandates' | '/office';
}

/** Null: one acts for oneself. */
function noticeOf(session: Session | undefined, t: TFunction): Notice | null {
  if (session?.kind === 'terminal' && session.cashier) {
    const { officialId, name } = session.cashier;
    const [words, verb] = [t('acting.cashier', { name }), t('acting.close')];
    return { words, verb, back: { officialId }, to: '/office' };
  }
  const words = session?.kind === 'person' ? wordsOf(session, t) : null;
  if (session?.kind !== 'person' || words === null) return null;
  const { personId } = session;
  return { words, verb: t('acting.end'), back: { personId }, to: '/me/mandates' };
}

/** Says for whom one acts; null: for oneself. */
function wordsOf(
  { actingFor, organisation, official }: Extract<Session, { kind: 'person' }>,
  t: TFunction,
): string | null {
  const language = currentLanguage();
  if (official) {
    const institution = official.organisation?.name[language] ?? t('acting.operator');
    return t('acting.official', { organisation: institution });
  }
  if (organisation) return t('acting.organisation', { organisation: organisation[language] });
  return actingFor === null ? null : t('acting.for', { name: actingFor });
}
