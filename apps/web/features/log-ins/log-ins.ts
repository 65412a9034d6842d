import { queryOptions } from '@tanstack/react-query';
import type { LogInsAnswer } from '../../../../modules/identity/log-ins/log-in-api.ts';
import { act, read } from '../api/request.ts';

export type LogIn = LogInsAnswer['logIns'][number];

export const logInsQuery = queryOptions({
  queryKey: ['log-ins'],
  queryFn: () => read<LogInsAnswer>('/login/v1/log-ins'),
  staleTime: 60_000,
});

export function endLogIn(id: string): Promise<void> {
  return act<void>(`/login/v1/log-ins/${id}/end`);
}

export function endAllLogIns(): Promise<void> {
  return act<void>('/login/v1/log-ins/end-all');
}

export function knowLogIns(): Promise<void> {
  return act<void>('/login/v1/log-ins/told');
}
