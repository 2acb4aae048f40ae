/** One save is several events: the file is emptied, written, renamed. A burst that goes on is not waited for for ever. */
const quietMilliseconds = 20;
const longestMilliseconds = 200;

/** Gives a `report` that calls `act` once when it has not been called for a moment. */
export function calmDown(act: () => void): { readonly report: () => void; readonly cancel: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let begun = 0;
  const fire = (): void => {
    timer = undefined;
    act();
  };
  return {
    report: () => {
      const now = performance.now();
      if (timer === undefined) begun = now;
      clearTimeout(timer);
      timer = setTimeout(fire, Math.max(0, Math.min(quietMilliseconds, begun + longestMilliseconds - now)));
    },
    cancel: () => {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
