import { writeFileSync } from "node:fs";
import { readFileSync } from "node:fs";
import { linkToken } from "./src/investors/link-token.ts";
import { makeWebApp } from "./src/web/make-web-app.ts";
import { startServer } from "./src/web/start-server.ts";
import { editionFiles } from "./src/state/tables.ts";
import { addEdition, addPerson, now, openSmallState, secret } from "./test/web/small-state.ts";
const state = await openSmallState();
await addEdition(state);
const pdf = process.env["PDF"];
if (pdf) await state.database.update(editionFiles).set({ bytes: readFileSync(pdf) });
const app = makeWebApp({ database: state.database, settings: { secret, publicUrl: "http://127.0.0.1:18080", sender: "Bản tin đầu tư Bình Dương", trustedProxy: false }, now: () => now });
const server = await startServer(app, { host: "127.0.0.1", port: 18080 });
const out: string[] = [];
for (const language of ["vi", "en", "vi-en"] as const) {
  const { id, token } = await addPerson(state, { address: `nguyen.${language}@khach-hang.example.com`, language });
  out.push(`${language} /u/${linkToken("unsubscribe", id, secret)} /b/${linkToken("edition", token, secret)}`);
}
writeFileSync("/tmp/webshots/links", out.join("\n"));
console.log("ready", server.port);
