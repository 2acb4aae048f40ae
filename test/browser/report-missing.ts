import { chromiumPath } from "./find-chromium.ts";

/** Said once, after all tests: a green run without a browser must not pass for one with it. */
export default function setup(): () => void {
  if (chromiumPath === undefined && process.env["CI"])
    throw new Error("no Chromium is installed, and CI must run the browser's tests: install it, or set CHROMIUM to where it lies");
  return () => {
    if (chromiumPath === undefined)
      console.error("\nThe browser's tests did NOT run: no Chromium was found. Install it, or set CHROMIUM to where it lies.\n");
  };
}
