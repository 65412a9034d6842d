import type { UseMutationResult } from '@tanstack/react-query';
import { useRef } from 'react';

/** Sends one at a time: a second press while the first is under way sends nothing. */
export function useOneAtATime<Variables>(
  work: UseMutationResult<unknown, unknown, Variables, unknown>,
): (variables: Variables) => void {
  const isUnderWay = useRef(false);
  return (variables) => {
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    work.mutate(variables, {
      onSettled: () => {
        isUnderWay.current = false;
      },
    });
  };
}
