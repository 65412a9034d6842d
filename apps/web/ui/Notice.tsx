import type { ReactNode } from 'react';

interface Props {
  tone?: 'good' | 'warn' | 'bad';
  /** `alert` is read at once, `status` when the reader pauses; nothing when it was there before. */
  role?: 'alert' | 'status';
  children: ReactNode;
}

export function Notice({ tone = 'good', role, children }: Props) {
  return (
    <div className="notice stack-tight" data-tone={tone} {...(role ? { role } : {})}>
      {children}
    </div>
  );
}
