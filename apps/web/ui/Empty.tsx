import type { ReactNode } from 'react';

/** A page with nothing on it says what to do next. */
export function Empty({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="panel stack-tight">
      <h2>{title}</h2>
      <div className="soft measure">{children}</div>
    </div>
  );
}
