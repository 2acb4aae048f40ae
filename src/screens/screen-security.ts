import type { MiddlewareHandler } from "hono";

/** Scripts, styles and fonts of our own alone, no inline script, nobody else's page around ours. `blob:` is what pdf.js draws from. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' blob:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
].join("; ");

const headers: Readonly<Record<string, string>> = {
  "Content-Security-Policy": policy,
  "Referrer-Policy": "same-origin",
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "SAMEORIGIN",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
};

/** Headers of every answer, errors too; an answer that sets one itself keeps it. */
export const screenHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(headers)) if (!c.res.headers.has(name)) c.res.headers.set(name, value);
  if (!c.res.headers.has("Cache-Control")) c.res.headers.set("Cache-Control", "no-store");
};

const loopbackName = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Refuses what another site's page could send to a server of this machine: a name of its own that leads to loopback (DNS
 * rebinding), and any change that does not come from a page of ours.
 */
export const ownPagesOnly: MiddlewareHandler = async (c, next) => {
  const host = c.req.header("host") ?? "";
  if (!loopbackName.test(host)) return c.text("this server answers to loopback names only\n", 421);
  const changes = c.req.method !== "GET" && c.req.method !== "HEAD";
  const origin = c.req.header("origin");
  const site = c.req.header("sec-fetch-site");
  const foreign =
    (origin !== undefined && origin !== `http://${host}`) || (site !== undefined && site !== "same-origin" && site !== "none");
  if (changes && (foreign || (origin === undefined && site === undefined))) return c.text("this did not come from a page of ours\n", 403);
  return next();
};
