/** Which part of a long list is shown, and where the others are. */
export interface NumberedPages {
  readonly page: number;
  readonly last: number;
  readonly total: number;
  /** Numbers of the first and last row shown, counted from 1. */
  readonly from: number;
  readonly to: number;
  readonly offset: number;
  readonly before: number;
  readonly after: number;
  /** Addresses; empty: there is none. */
  readonly previous: string;
  readonly next: string;
}

export const pageSize = 50;

/** `asked` is what the address says; what it can't mean is the first or the last page. */
export function numberedPages(asked: string, total: number, addressOf: (page: number) => string): NumberedPages {
  const last = Math.max(1, Math.ceil(total / pageSize));
  const page = Math.min(last, /^[1-9]\d{0,8}$/.test(asked) ? Number(asked) : 1);
  const offset = (page - 1) * pageSize;
  return {
    page,
    last,
    total,
    from: Math.min(offset + 1, total),
    to: Math.min(offset + pageSize, total),
    offset,
    before: page - 1,
    after: page + 1,
    previous: page > 1 ? addressOf(page - 1) : "",
    next: page < last ? addressOf(page + 1) : "",
  };
}

/** A path with those words that say something. */
export function addressOf(path: string, words: Readonly<Record<string, string | number>>): string {
  const given = Object.entries(words).filter(([, word]) => word !== "" && word !== 1);
  const query = new URLSearchParams(given.map(([name, word]): [string, string] => [name, String(word)])).toString();
  return query === "" ? path : `${path}?${query}`;
}
