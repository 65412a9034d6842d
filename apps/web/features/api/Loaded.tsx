import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from './ProblemNotice.tsx';

interface Props<T> {
  query: UseQueryResult<T>;
  children(loaded: T): ReactNode;
}

/** The three faces of what is read: on its way, refused, or here. What is here stays while it is read again. */
export function Loaded<T>({ query, children }: Props<T>) {
  const { t } = useTranslation();
  if (query.data !== undefined) return children(query.data);
  if (query.isError) {
    return <ProblemNotice problem={query.error} onRetry={() => query.refetch()} />;
  }
  return (
    <p className="loading" role="status">
      {t('state.loading')}
    </p>
  );
}
