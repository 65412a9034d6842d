import { useQuery } from '@tanstack/react-query';
import { chosen } from '../../features/language/start-language.ts';
import { itemsQuery } from './terminal-api.ts';

/** The name of an item of the catalogue by its code; the code itself, when it is there no more. */
export function useItemNames(): (code: string) => string {
  const items = useQuery(itemsQuery);
  return (code) => {
    const item = items.data?.find((one) => one.code === code);
    return item ? chosen(item.name) : code;
  };
}
