import type { Context } from "hono";
import { getCookie, setCookie } from "hono/cookie";
import { languages, type Language } from "../language/language.ts";

const cookie = "brief-language";

/** The language a person reads screens in: as chosen with `?language=`, as chosen before, or as the browser says. */
export function screenLanguage(c: Context): Language {
  const known = (word: string | undefined): Language | undefined => languages.find((one) => one === word);
  const chosen = known(c.req.query("language"));
  if (chosen) setCookie(c, cookie, chosen, { path: "/", sameSite: "Strict", httpOnly: true, maxAge: 31_536_000 });
  const accepted = (c.req.header("accept-language") ?? "").split(",").map((one) => known(one.trim().slice(0, 2).toLowerCase()));
  return chosen ?? known(getCookie(c, cookie)) ?? accepted.find((one) => one !== undefined) ?? "en";
}
