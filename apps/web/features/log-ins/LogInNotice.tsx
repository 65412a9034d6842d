import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { formatInstant } from '../language/formats.ts';
import type { Session } from '../session/session.ts';
import { knowLogIns, logInsQuery } from './log-ins.ts';

/**
 * Tells on every page of a log-in from somewhere new, and of second factors that were changed elsewhere,
 * until the person says that they know.
 */
export function LogInNotice({ session }: { session: Session | undefined }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const logIns = useQuery({ ...logInsQuery, enabled: session?.kind === 'person' });
  const work = useMutation({
    mutationFn: knowLogIns,
    onSuccess: () => queries.invalidateQueries({ queryKey: logInsQuery.queryKey }),
  });
  const news = logIns.data?.logIns.find(({ isNews }) => isNews);
  const factors = logIns.data?.factors ?? [];
  if (session?.kind !== 'person' || (!news && factors.length === 0)) return null;
  return (
    <section className="acting" aria-label={t('logIns.newsLabel')}>
      <div className="wide row-apart">
        <div>
          {news ? (
            <p>
              {t('logIns.news', { device: news.device, at: formatInstant(news.at) })}{' '}
              <Link to="/me/log-ins">{t('logIns.look')}</Link>
            </p>
          ) : null}
          {factors.map(({ change, name, at }) => (
            <p key={change + name + at}>
              {t(`logIns.factor.${change}`, { name, at: formatInstant(at) })}{' '}
              <Link to="/me/second-factors">{t('logIns.lookAtFactors')}</Link>
            </p>
          ))}
        </div>
        <Button isDisabled={work.isPending} onPress={() => work.mutate()}>
          {t('logIns.known')}
        </Button>
      </div>
    </section>
  );
}
