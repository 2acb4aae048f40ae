import { expect, test } from "vitest";
import { comparePages } from "../../src/comparison/compare-pages.ts";

test("figures that one side has on a page are told with the pages where the other side has them", () => {
  expect(comparePages([["o1", "o2", "o2"], ["o3"]], [["o1"], ["o3", "o2"], ["o2", "o4"]])).toEqual([
    { left: [{ observation: "o2", elsewhere: [2, 3] }], right: [] },
    { left: [], right: [{ observation: "o2", elsewhere: [1] }] },
    {
      left: [],
      right: [
        { observation: "o2", elsewhere: [1] },
        { observation: "o4", elsewhere: [] },
      ],
    },
  ]);
});
