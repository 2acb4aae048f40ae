import { expect, test } from "vitest";
import { rememberEach, rememberLast, rememberRecent } from "../src/remember.ts";

const counting = () => {
  const calls: string[] = [];
  const read = rememberLast(
    (file: string, text: string) => {
      calls.push(file);
      return { file, text };
    },
    (file) => file,
  );
  return { calls, read };
};

test("what is given again gives the very same again, name by name", () => {
  const { calls, read } = counting();
  const first = read("a", "one");
  read("b", "one");
  expect(read("a", "one")).toBe(first);
  expect(calls).toEqual(["a", "b"]);
});

test("another text is read anew, and the one before it is forgotten", () => {
  const { calls, read } = counting();
  read("a", "one");
  expect(read("a", "two").text).toBe("two");
  expect(read("a", "one").text).toBe("one");
  expect(calls).toEqual(["a", "a", "a"]);
});

test("maps, sets and lists are alike when they hold the same in the same order", () => {
  let made = 0;
  const count = rememberLast<[ReadonlyMap<string, string>, ReadonlySet<string>, readonly unknown[]], number>(() => ++made);
  const files = (text: string) => new Map([["a.csv", text]]);
  expect(count(files("x"), new Set(["n"]), [1, ["deep"]])).toBe(1);
  expect(count(files("x"), new Set(["n"]), [1, ["deep"]])).toBe(1);
  expect(count(files("y"), new Set(["n"]), [1, ["deep"]])).toBe(2);
  expect(count(files("y"), new Set(["m"]), [1, ["deep"]])).toBe(3);
  expect(count(files("y"), new Set(["m"]), [1, ["deeper"]])).toBe(4);
  expect(count(new Map([["b.csv", "y"]]), new Set(["m"]), [1, ["deeper"]])).toBe(5);
});

test("objects that only look alike are others", () => {
  let made = 0;
  const count = rememberLast<[object], number>(() => ++made);
  expect([count({ a: 1 }), count({ a: 1 })]).toEqual([1, 2]);
});

test("a failure is not kept", () => {
  let tries = 0;
  const read = rememberLast<[string], number>(() => {
    if (++tries === 1) throw new Error("no");
    return tries;
  });
  expect(() => read("a")).toThrow("no");
  expect(read("a")).toBe(2);
});

test("names that come and go don't grow without bound", () => {
  const { calls, read } = counting();
  for (let i = 0; i < 1_000; i++) read(`file-${i}`, "x");
  calls.length = 0;
  read("file-999", "x");
  read("file-0", "x");
  expect(calls).toEqual(["file-0"]);
});

test("what is known of an object is worked out once, even if it is nothing", () => {
  let made = 0;
  const look = rememberEach<object, void>(() => void made++);
  const key = {};
  look(key);
  look(key);
  look({});
  expect(made).toBe(2);
});

test("of what is made under names the last ones asked for are known, and no promise that came to nothing", async () => {
  const made: string[] = [];
  const recent = rememberRecent<string>(2);
  const ask = (name: string) => recent(name, () => (made.push(name), name));
  for (const name of ["a", "b", "a", "c", "a", "b"]) expect(ask(name)).toBe(name);
  expect(made).toEqual(["a", "b", "c", "b"]);
  const promised = rememberRecent<Promise<string>>(2);
  const failing = promised("a", () => Promise.reject(new Error("away")));
  expect(promised("a", () => Promise.resolve("there"))).toBe(failing);
  await expect(failing).rejects.toThrow("away");
  expect(await promised("a", () => Promise.resolve("there"))).toBe("there");
});
