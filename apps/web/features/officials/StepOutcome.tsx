import { useEffect, useRef } from 'react';
import { Notice } from '../../ui/Notice.tsx';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import type { Step } from './use-step.ts';

/**
 * What came of the last step. It takes the focus: what the step was taken on may have left the page, and
 * with it the place where the reader was.
 */
export function StepOutcome({ step }: { step: Step }) {
  const place = useRef<HTMLDivElement>(null);
  const { isError, isSuccess, submittedAt } = step;
  const done = isSuccess ? step.variables.done : undefined;
  const isTold = isError || done !== undefined;
  useEffect(() => {
    if (isTold && submittedAt > 0) place.current?.focus();
  }, [isTold, submittedAt]);
  return isTold ? (
    <div ref={place} tabIndex={-1}>
      {isError ? <ProblemNotice problem={step.error} /> : <Notice role="status">{done}</Notice>}
    </div>
  ) : null;
}
