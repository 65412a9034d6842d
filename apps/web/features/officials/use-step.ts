import {
  type QueryKey,
  type UseMutationResult,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';

interface Taking {
  take(): Promise<unknown>;
  /** What is said once it is taken. */
  done?: string;
}

/** Takes one step of an official's work at a time. */
export type Step = UseMutationResult<unknown, Error, Taking>;

/** Afterwards what it may have changed is read again, and is here before the step has ended. */
export function useStep(queryKey: QueryKey, onSettled?: () => void): Step {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ take }: Taking) => take(),
    onSettled: async () => {
      onSettled?.();
      await queries.invalidateQueries({ queryKey });
    },
  });
}
