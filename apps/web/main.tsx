import './ui/tokens.css';
import './ui/base.css';
import './ui/layout.css';
import './ui/components.css';
import './ui/patterns.css';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { useTranslation } from 'react-i18next';
import { Problem } from './features/api/problem.ts';
import { startLanguage } from './features/language/start-language.ts';
import { router } from './router.tsx';

const TRIES_MAX = 2;

/** When the session has ended, it is read again, and the pages lead to the way in. */
function noticeEnd(problem: unknown): void {
  if (problem instanceof Problem && problem.status === 401) {
    void queries.invalidateQueries({ queryKey: ['session'] });
  }
}

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: noticeEnd }),
  mutationCache: new MutationCache({ onError: noticeEnd }),
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: (tries, problem) =>
        tries < TRIES_MAX && problem instanceof Problem && problem.isUnanswered,
      retryDelay: 500,
    },
    mutations: { networkMode: 'always' },
  },
});

function App() {
  const { i18n } = useTranslation();
  return (
    <I18nProvider locale={i18n.language === 'en' ? 'en-GB' : 'lv-LV'}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  );
}

await startLanguage();
const place = document.getElementById('root');
if (!place) throw new Error('The page has no place for the application.');
createRoot(place).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
