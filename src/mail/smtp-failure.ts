import { cleanReply } from "./clean-reply.ts";

/** Why there is no connection that messages can be sent over. */
export interface SmtpFailure {
  /** `temporary`: worth another try; `final`: the same again until somebody changes something; `login`: the same, and a server that sees it often locks the account. */
  readonly kind: "temporary" | "final" | "login";
  readonly words: string;
}

/** The errors of nodemailer's connection, as far as we look at them. */
export interface SmtpError extends Error {
  readonly code?: string | undefined;
  /** The system's code that `code` took the place of. */
  readonly originalCode?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly command?: string | undefined;
}

const certificateFault = /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_SSL_|HOSTNAME_MISMATCH|INVALID_CA|EPROTO$)/;

/** What an error before the first message means. */
export function explainConnectError(cause: SmtpError): SmtpFailure {
  const temporaryReply = cause.responseCode !== undefined && cause.responseCode < 500;
  const words = wordsOf(cause);
  if (cause.code === "EAUTH") return { kind: temporaryReply ? "temporary" : "login", words: `the mail server refused the login: ${words}` };
  if (cause.code === "ETLS" && !temporaryReply && cause.response !== undefined)
    return { kind: "final", words: `the mail server offers no TLS, which is required: ${words}` };
  if (certificateFault.test(cause.originalCode ?? cause.code ?? ""))
    return {
      kind: "final",
      words: `no secure connection to the mail server: ${words}; if its certificate is from an authority of your own, name that in SMTP_CA_FILE`,
    };
  if (cause.responseCode !== undefined && cause.responseCode >= 500)
    return { kind: "final", words: `the mail server refused the connection: ${words}` };
  return { kind: "temporary", words: `can't reach the mail server: ${words}` };
}

/** The server's words if there are any, else the error's with its code. */
export function wordsOf(cause: SmtpError): string {
  if (cause.response) return cleanReply(cause.response);
  const code = cause.originalCode ?? cause.code;
  const message = cleanReply(cause.message);
  return code === undefined || message.includes(code) ? message : `${message} (${code})`;
}
