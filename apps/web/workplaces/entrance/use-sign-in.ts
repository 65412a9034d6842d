import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { forgetAllButSession, signIn } from '../../features/session/session.ts';

const PAUSE_MS = 250;

/** Begins the session of a terminal and goes to its first page; what an earlier session had read is forgotten. */
export function useSignIn() {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: signIn,
    onSuccess: async (session) => {
      forgetAllButSession(queries);
      queries.setQueryData(['session'], session);
      await navigate({ to: '/terminal/basket' });
    },
  });
}

/** A search text, and the trimmed one to ask with, which waits until a person pauses in typing. */
export function useSearch() {
  const [text, setText] = useState('');
  const [asked, setAsked] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return { text, setText, asked };
}
