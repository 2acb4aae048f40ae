import { rm } from "node:fs/promises";
import { expect, onTestFinished, test } from "vitest";
import { silentLog } from "../../src/log.ts";
import { openQueue } from "../../src/queue/queue.ts";
import { openState } from "../../src/state/open-state.ts";
import { newStateFolder } from "../state/new-state-folder.ts";

const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === "Timeout").length;

test("a queue that breaks while it is opened leaves nothing behind that keeps its process alive", async () => {
  const folder = await newStateFolder();
  onTestFinished(() => rm(folder, { recursive: true }));
  const state = await openState({ stateFolder: folder }, new Date());
  onTestFinished(() => state.close());
  const before = timers();
  let asked = 0;
  const executeSql: typeof state.executeSql = async (text, values) => {
    asked += 1;
    if (text.includes("UPDATE queue.queue")) throw new Error("the server went away");
    return state.executeSql(text, values);
  };
  await expect(openQueue({ executeSql }, silentLog)).rejects.toThrow("the server went away");
  expect(asked).toBeGreaterThan(5);
  expect(timers()).toBeLessThanOrEqual(before);
});
