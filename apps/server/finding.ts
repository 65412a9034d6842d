/** One thing of an installation that was looked at. */
export interface Finding {
  well: boolean;
  sentence: string;
}

export function well(sentence: string): Finding {
  return { well: true, sentence };
}

export function unwell(sentence: string): Finding {
  return { well: false, sentence };
}
