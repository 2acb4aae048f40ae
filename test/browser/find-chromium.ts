import { existsSync } from "node:fs";

const places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

/** Where Chromium lies: as `CHROMIUM` says, or where systems put it. */
export const chromiumPath: string | undefined = process.env["CHROMIUM"] ?? places.find((place) => existsSync(place));
