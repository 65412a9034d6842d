import { currentLanguage } from '../language/start-language.ts';
import { noConnection, Problem } from './problem.ts';
import { asRecord, parse } from './request.ts';

interface Sending {
  file: Blob;
  /** How its bytes are to be read. */
  mediaType: string;
  /** Told while it goes: which share has gone, 0 to 1. */
  onSent(share: number): void;
}

/** Sends a file as it is. `fetch` cannot tell how much has gone. Throws a `Problem`. */
export function sendFile<T>(path: string, { file, mediaType, onSent }: Sending): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('accept-language', currentLanguage());
    request.setRequestHeader('content-type', mediaType);
    request.upload.onprogress = ({ loaded, total }) => onSent(loaded / total);
    request.onerror = () => reject(noConnection());
    request.onload = () => {
      const answer = parse(request.responseText);
      const isTaken = request.status >= 200 && request.status < 300;
      if (isTaken) resolve(answer as T);
      else reject(new Problem(asRecord(answer), request.status));
    };
    request.send(file);
  });
}
