import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, extname, join, resolve } from "node:path";
import type { Env, Hono } from "hono";
import { screenTemplates } from "./read-screens.ts";

const mediaTypes: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".ttf": "font/ttf",
  ".svg": "image/svg+xml",
};

const browserModules = resolve(import.meta.dirname, "../browser");
const packageFolder = (name: string): string => dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
const fontFile = (face: string, weight: string): string =>
  join(packageFolder("@expo-google-fonts/be-vietnam-pro"), face, `BeVietnamPro_${weight}.ttf`);

/** Where an asset lies that a screen may ask for by name; whatever has no place here is not given out. */
function placeOf(name: string): string | null {
  if (/^[a-z][a-z0-9-]*\.js$/.test(name)) return join(browserModules, name);
  if (/^[a-z][a-z0-9-]*\.(?:css|svg)$/.test(name)) return join(screenTemplates, name);
  if (name === "pdf.min.mjs" || name === "pdf.worker.min.mjs") return join(packageFolder("pdfjs-dist"), "build", name);
  if (name === "regular.ttf") return fontFile("400Regular", "400Regular");
  if (name === "semibold.ttf") return fontFile("600SemiBold", "600SemiBold");
  return null;
}

/** `/assets/NAME`: modules, styles and fonts of the project, and pdf.js as it is published. Nothing comes from elsewhere. */
export function addAssets<Given extends Env>(app: Hono<Given>): void {
  app.get("/assets/:name", async (c) => {
    const name = c.req.param("name");
    const place = placeOf(name);
    const bytes = place && (await readFile(place).catch(() => null));
    if (!bytes) return c.text("not found\n", 404);
    const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
    c.header("ETag", etag);
    c.header("Cache-Control", "no-cache");
    if (c.req.header("if-none-match") === etag) return c.body(null, 304);
    c.header("Content-Type", mediaTypes[extname(name)] ?? "application/octet-stream");
    return c.body(Uint8Array.from(bytes));
  });
}
