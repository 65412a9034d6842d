import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { chosen, currentLanguage } from '../language/start-language.ts';
import { Problem } from './problem.ts';

/** What another login mends; the details say which. */
const OTHER_LOGIN = new Set(['stronger-login-needed', 'own-provider-needed', 'officials-only']);

/** What went wrong, what to do next, and the number by which others can find it. */
export function ProblemNotice({ problem, onRetry }: { problem: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const stated = problem instanceof Problem ? problem : new Problem({}, 500);
  return (
    <Notice tone="bad" role="alert">
      <p>
        <strong>{chosen(stated)}</strong>
      </p>
      {stated.requestId ? (
        <p className="small">{t('problem.request', { id: stated.requestId })}</p>
      ) : null}
      {OTHER_LOGIN.has(stated.code) ? (
        <div>
          <a className="button" data-variant="primary" href={otherLoginOf(stated)}>
            {t('problem.strongerLogin')}
          </a>
        </div>
      ) : null}
      {onRetry ? (
        <div>
          <Button onPress={onRetry}>{t('action.retry')}</Button>
        </div>
      ) : null}
    </Notice>
  );
}

/** Where one signs on as strongly, and as newly, as the server demands, and comes back to this page. */
function otherLoginOf({ details: { level, maxAgeS } }: Problem): string {
  const to = window.location.pathname;
  const asked = new URLSearchParams({ to, level: String(level), language: currentLanguage() });
  if (typeof maxAgeS === 'number') asked.set('maxAge', String(maxAgeS));
  return `/login/v1/start?${asked}`;
}
