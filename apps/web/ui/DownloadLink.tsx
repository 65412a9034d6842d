import { type ReactNode, useEffect, useState } from 'react';

interface Props {
  /** Name of the file that is saved. */
  name: string;
  text: string;
  children: ReactNode;
}

/** Saves a text that the page has as a file of CSV. A sheet takes it for UTF-8 by its first sign. */
export function DownloadLink({ name, text, children }: Props) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(new Blob(['\uFEFF', text], { type: 'text/csv' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [text]);
  return (
    <a className="button" href={url} download={name}>
      {children}
    </a>
  );
}
