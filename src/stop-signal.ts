const signals = ["SIGINT", "SIGTERM"] as const;

/** Resolves when the process is asked to stop (Ctrl-C, or SIGTERM of a service manager); asked again, it dies at once. */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const stop = (signal: NodeJS.Signals): void => {
      for (const one of signals) process.off(one, stop);
      resolve(signal);
    };
    for (const signal of signals) process.on(signal, stop);
  });
}
