import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { act } from '../api/request.ts';
import { ConfirmAct } from '../confirmations/ConfirmAct.tsx';
import { beginConfirmation, type Confirmation } from '../confirmations/confirmations.ts';

/** A whole list takes as long as its rows. */
const TIMEOUT_MS = 600_000;

interface Props {
  /** Of what is decided: `…/confirmation` begins, `…/confirm` decides. */
  path: string;
  verb: string;
  /** The id of what it is about, for those who hear the button. */
  about: string;
  isDisabled?: boolean;
  /** What the decision states besides its confirmation. */
  body?: object;
  onDone(): void;
}

/** What another official proposed is confirmed by one's second factor, and so decided. */
export function ConfirmedStep({ path, verb, about, isDisabled, body, onDone }: Props) {
  const [asked, setAsked] = useState<Confirmation>();
  const begin = (means?: string) => beginConfirmation(`${path}/confirmation`, undefined, means);
  const work = useMutation({ mutationFn: () => begin(), onSuccess: setAsked });
  if (asked) {
    return (
      <ConfirmAct
        key={asked.id}
        act="decision"
        confirming="official"
        confirmation={asked}
        begin={begin}
        carryOut={(confirmationId) =>
          act(`${path}/confirm`, { ...body, confirmationId }, TIMEOUT_MS)
        }
        onAsked={setAsked}
        onDone={onDone}
        onBack={() => setAsked(undefined)}
      />
    );
  }
  return (
    <>
      {work.isError ? <ProblemNotice problem={work.error} /> : null}
      <div>
        <Button
          variant="primary"
          isDisabled={work.isPending || (isDisabled ?? false)}
          aria-describedby={about}
          onPress={() => work.mutate()}
        >
          {verb}
        </Button>
      </div>
    </>
  );
}
