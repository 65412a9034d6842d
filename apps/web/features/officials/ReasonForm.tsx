import { type FormEvent, type ReactNode, useState } from 'react';
import { Button } from '../../ui/Button.tsx';
import { TextInput } from '../../ui/TextInput.tsx';

const REASON_MIN = 5;
const REASON_MAX = 1_000;

interface Props {
  label: string;
  hint?: string;
  verb: string;
  isBusy: boolean;
  isDangerous?: boolean;
  /** The id of what it is about, for those who hear the button. */
  about?: string;
  onSubmit(reason: string): void;
  /** What else is to be stated, before the reason. */
  children?: ReactNode;
}

/** A decision that is told in words. */
export function ReasonForm(props: Props) {
  const [reason, setReason] = useState('');
  const isWhole = reason.trim().length >= REASON_MIN;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isWhole && !props.isBusy) props.onSubmit(reason);
  }
  return (
    <form className="stack-tight" onSubmit={submit}>
      {props.children}
      <TextInput
        label={props.label}
        {...(props.hint === undefined ? {} : { hint: props.hint })}
        value={reason}
        maxLength={REASON_MAX}
        autoComplete="off"
        onChange={setReason}
      />
      <div>
        <Button
          type="submit"
          variant={props.isDangerous ? 'danger' : 'secondary'}
          isDisabled={props.isBusy || !isWhole}
          {...(props.about === undefined ? {} : { 'aria-describedby': props.about })}
        >
          {props.verb}
        </Button>
      </div>
    </form>
  );
}
