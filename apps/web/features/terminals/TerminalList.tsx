import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/Badge.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { Loaded } from '../api/Loaded.tsx';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { chosen } from '../language/start-language.ts';
import type { ListedTerminal, TerminalSource } from './terminals.ts';

interface Props {
  source: TerminalSource;
  /** Takes a place at one; absent: they are only looked at. */
  open?: ((terminalId: string) => Promise<void>) | undefined;
  /** Shown when there is none at all. */
  none: ReactNode;
}

/** Terminals by their points of service; a touch opens one, and leads to its basket. */
export function TerminalList({ source, open, none }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch();
  const terminals = useQuery({
    queryKey: [source.key, search.asked],
    queryFn: () => source.list(search.asked),
    placeholderData: keepPreviousData,
  });
  const opening = useMutation({
    mutationFn: async (terminalId: string) => await open?.(terminalId),
    onSuccess: () => navigate({ to: '/terminal/basket' }),
  });
  return (
    <Loaded query={terminals}>
      {({ terminals: found, more }) =>
        found.length === 0 && search.asked === '' ? (
          none
        ) : (
          <div className="stack">
            <TextInput
              label={t('terminals.search')}
              hint={t('terminals.searchHint')}
              value={search.text}
              onChange={search.setText}
              autoComplete="off"
            />
            {opening.isError ? <ProblemNotice problem={opening.error} /> : null}
            <p role="status" className="soft small">
              {t(more ? 'terminals.first' : 'terminals.found', { count: found.length })}
            </p>
            {found.length === 0 ? (
              <Empty title={t('terminals.noMatch')}>{t('terminals.noMatchText')}</Empty>
            ) : (
              <ul className="rows" aria-label={t('terminals.list')}>
                {found.map((terminal) => (
                  <li key={terminal.terminalId}>
                    {open && !terminal.isSuspended ? (
                      <button
                        type="button"
                        className="rows-link"
                        disabled={opening.isPending}
                        onClick={() => opening.mutate(terminal.terminalId)}
                      >
                        <Row terminal={terminal} />
                      </button>
                    ) : (
                      <div className="rows-still">
                        <Row terminal={terminal} />
                      </div>
                    )}
                  </li>
                ))}
              </ul>
            )}
          </div>
        )
      }
    </Loaded>
  );
}

function Row({ terminal }: { terminal: ListedTerminal }) {
  const { t } = useTranslation();
  return (
    <>
      <span>
        <strong>{chosen(terminal.pointOfService)}</strong>
        <br />
        <span className="soft small">{chosen(terminal.detail)}</span>
      </span>
      <span className="rows-end">
        <span className="soft small">{terminal.code}</span>
        {terminal.isSuspended ? (
          <>
            <br />
            <Badge tone="warn">{t('terminals.suspended')}</Badge>
          </>
        ) : null}
      </span>
    </>
  );
}

const PAUSE_MS = 250;

/** A search text, and the trimmed one to ask with, which waits until a person pauses in typing. */
function useSearch() {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return { text, setText, asked };
}
