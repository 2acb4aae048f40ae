export interface StepTimer {
  /** The step before is over and this one has so long. */
  readonly start: (step: string, seconds: number) => void;
  readonly stop: () => void;
}

/** One clock for steps that follow one another. */
export function stepTimer(onExpiry: (words: string) => void): StepTimer {
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => clearTimeout(timer);
  return {
    start: (step, seconds) => {
      stop();
      timer = setTimeout(() => onExpiry(`${step} took the server more than ${seconds} s`), seconds * 1000);
    },
    stop,
  };
}
