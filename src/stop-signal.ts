const signals = ["SIGINT", "SIGTERM"] as const;

/**
 * Calls `stop` when the process is asked to stop (Ctrl-C, or SIGTERM of a service manager); asked again, it dies at once.
 * Gives what takes the request back.
 */
export function onStopSignal(stop: (signal: NodeJS.Signals) => void): () => void {
  const release = (): void => {
    for (const one of signals) process.off(one, take);
  };
  const take = (signal: NodeJS.Signals): void => {
    release();
    stop(signal);
  };
  for (const signal of signals) process.on(signal, take);
  return release;
}

/** Resolves when the process is asked to stop. */
export const stopSignal = (): Promise<NodeJS.Signals> => new Promise((resolve) => onStopSignal(resolve));
