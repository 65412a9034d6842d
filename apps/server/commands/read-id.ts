import { InvalidArgumentError } from 'commander';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** An internal id as an argument of a command. */
export function readId(text: string): string {
  if (!UUID.test(text)) {
    throw new InvalidArgumentError(
      'An internal id looks like 0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55.',
    );
  }
  return text.toLowerCase();
}
