import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { chosen } from '../language/start-language.ts';
import { Problem } from './problem.ts';

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
      {onRetry ? (
        <div>
          <Button onPress={onRetry}>{t('action.retry')}</Button>
        </div>
      ) : null}
    </Notice>
  );
}
