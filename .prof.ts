import PostalMime from "postal-mime";
import { readBounce } from "./src/mail/read-bounce.ts";
const header = `To: bounces@example.com\nMIME-Version: 1.0\n`;
const cases: Record<string,string> = {
 rep: `${header}Content-Type: message/delivery-status\n\n${"Final-Recipient: rfc822; a@b.example\nAction: failed\nStatus: 5.1.1\n\n".repeat(100_000)}`,
 html: `From: mailer-daemon@x.example\n${header}Content-Type: text/html\n\n${"<style><p ".repeat(100_000)}`,
 txt: `${header}\nHi. This is the qmail-send program at x.\n\n${"<a@b.example>:\n".repeat(300_000)}`,
};
for (const [k,t] of Object.entries(cases)) { const b=Buffer.from(t); let s=performance.now(); await PostalMime.parse(b,{forceRfc822Attachments:true}); const p=performance.now()-s; s=performance.now(); await readBounce(b); console.log(k,b.length,Math.round(p),Math.round(performance.now()-s)); }
