/** Fewer people than this are mailed within seconds; another worker would only have to open its own connections. */
const peoplePerWorker = 1000;

/** Servers mind more than so many times `MAIL_CONNECTIONS`. */
const mostWorkers = 8;

/** The parts of a mailing that others are asked to take, beside part 0. */
export function chooseHelpers({ due, limited }: { due: number; limited: boolean }): number[] {
  const workers = limited ? 1 : Math.min(Math.ceil(due / peoplePerWorker), mostWorkers);
  return Array.from({ length: Math.max(workers - 1, 0) }, (_, i) => i + 1);
}
