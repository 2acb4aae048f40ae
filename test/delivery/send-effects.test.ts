import { expect, test, vi } from "vitest";
import { nodeSendEffects } from "../../src/delivery/send-effects.ts";

const day = 86_400_000;

// A send window that only holidays close is open for months.
test.each([1000, 24 * day, 25 * day, 200 * day])(
  "a wait of %i ms is no more than a timer holds at a time, and ends when called off",
  async (ms) => {
    const warned = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const stop = new AbortController();
    const waiting = nodeSendEffects().wait(ms, stop.signal);
    // Node warns of a timer that it can't hold, and lets it fire at once.
    expect(warned).not.toHaveBeenCalled();
    warned.mockRestore();
    stop.abort();
    await expect(waiting).resolves.toBeUndefined();
  },
);
