import { type ReactNode, useEffect, useRef } from 'react';

interface Props {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
}

/** The address at which the document was opened, until another is gone to. */
let openedAt: string | undefined = window.location.pathname;

/**
 * A page that is gone to takes the focus to its heading, and names the document after it. The one that
 * was opened leaves the focus where the browser puts it: before the way past the header.
 */
export function Page({ title, lead, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (openedAt === window.location.pathname) return;
    openedAt = undefined;
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  useEffect(() => {
    document.title = `${title} · Koplieta`;
  }, [title]);
  return (
    <div className="wide stack-wide">
      <div className="stack-tight">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead ? <p className="lead">{lead}</p> : null}
      </div>
      {children}
    </div>
  );
}
