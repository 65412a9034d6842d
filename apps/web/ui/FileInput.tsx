import { useId } from 'react';

interface Props {
  label: string;
  hint: string;
  /** Endings or media types, as the browser's own choice takes them. */
  accept: string;
  onChange(file: File | undefined): void;
}

/** A file of one's own. It keeps what was chosen until it is drawn anew (`key`). */
export function FileInput({ label, hint, accept, onChange }: Props) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="hint" id={`${id}-hint`}>
        {hint}
      </span>
      <input
        id={id}
        type="file"
        accept={accept}
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => onChange(target.files?.[0])}
      />
    </div>
  );
}
