export interface EnvironmentVariable {
  /** What it is for, in a phrase. */
  readonly meaning: string;
  readonly example: string;
  /** What holds if it is not set; undefined: what needs it says that it is missing. */
  readonly fallback?: string;
  /** Never printed, logged or put into an error. */
  readonly secret?: boolean;
}

/** Everything that the program takes from its environment; the README's table is made from this one. */
export const environmentVariables = {
  BRIEF_STATE_DIR: { meaning: "folder of the embedded database", example: "/var/lib/brief", fallback: "state" },
  DATABASE_URL: {
    meaning: "PostgreSQL server to use in the place of the embedded database",
    example: "postgres://brief:PASSWORD@127.0.0.1/brief",
    fallback: "embedded database",
    secret: true,
  },
  BRIEF_SECRET: {
    meaning: "key of links and of the hashes that addresses are known by, at least 32 characters; never change it",
    example: "$(openssl rand -base64 32)",
    secret: true,
  },
  SMTP_URL: {
    meaning: "mail server: smtp:// begins in clear and must offer STARTTLS (except on loopback), smtps:// is TLS from the start",
    example: "smtp://apikey:PASSWORD@smtp.example.com:587",
    secret: true,
  },
  SMTP_CA_FILE: {
    meaning: "certificate authority of the mail server's certificate, PEM",
    example: "/etc/brief/ca.pem",
    fallback: "the system's",
  },
  MAIL_FROM: { meaning: "who sends: name and address", example: "Investor Brief <brief@example.com>" },
  MAIL_REPLY_TO: { meaning: "where answers go", example: "office@example.com", fallback: "the sender's address" },
  MAIL_BOUNCE_ADDRESS: {
    meaning: "mailbox of bounces; each message gets its own return path below it (bounces+TOKEN@example.com)",
    example: "bounces@example.com",
    fallback: "the sender's address",
  },
  MAIL_UNSUBSCRIBE_ADDRESS: {
    meaning: "mailbox for those who unsubscribe by mail",
    example: "unsubscribe@example.com",
    fallback: "where answers go",
  },
  MAIL_POSTAL_ADDRESS: { meaning: "postal address of the sender, printed in every mail", example: "1 Example Street, Thủ Dầu Một" },
  MAIL_LIST_ID: { meaning: "List-Id (RFC 2919)", example: "briefs.example.com", fallback: "briefs. and the sender's domain" },
  MAIL_ADVERTISING: {
    meaning: "yes: subjects begin with [QC] or [AD], as Decree 91/2020/NĐ-CP asks of advertising",
    example: "yes",
    fallback: "no",
  },
  MAIL_MAX_BYTES: { meaning: "largest message, after base64; above it the PDF goes as a link", example: "10000000", fallback: "10000000" },
  MAIL_RATE: { meaning: "most messages a minute", example: "120", fallback: "no limit" },
  MAIL_CONNECTIONS: { meaning: "connections to the mail server at a time", example: "5", fallback: "5" },
  MAIL_MAX_ATTEMPTS: { meaning: "attempts at a message before it is failed", example: "8", fallback: "8" },
  MAIL_PAUSE_PERCENT: {
    meaning: "everything pauses when more than this share of the last 50 attempts failed for good",
    example: "20",
    fallback: "20",
  },
  DKIM_DOMAIN: { meaning: "signing domain (RFC 6376)", example: "example.com", fallback: "not signed" },
  DKIM_SELECTOR: { meaning: "selector of the key in DNS", example: "brief2026" },
  DKIM_KEY_FILE: { meaning: "private key, PEM", example: "/etc/brief/dkim.pem" },
  PUBLIC_URL: { meaning: "address of `brief serve` as readers reach it", example: "https://briefs.example.com" },
  SERVE_HOST: { meaning: "address that the web server listens on", example: "127.0.0.1", fallback: "127.0.0.1" },
  SERVE_PORT: { meaning: "port that the web server listens on", example: "8080", fallback: "8080" },
  RUN_GRACE_SECONDS: {
    meaning: "how long `brief run` finishes what is under way when it is asked to stop; the rest is given back",
    example: "30",
    fallback: "30",
  },
  SERVE_TRUSTED_PROXY: {
    meaning: "yes: a reverse proxy stands before the web server, and X-Forwarded-For names who asks",
    example: "yes",
    fallback: "no",
  },
  ALERT_TO: {
    meaning: "who is told by mail when something needs a person, comma-separated",
    example: "operator@example.com, office@example.com",
    fallback: "nobody is told; `brief status` shows it",
  },
  OPERATION_HOST: {
    meaning: "address that `/healthz`, `/readyz` and `/metrics` of `run` are on",
    example: "127.0.0.1",
    fallback: "127.0.0.1",
  },
  OPERATION_PORT: { meaning: "their port; 0: any, off: none", example: "8081", fallback: "8081, if no other process has it" },
  CONSOLE_HOST: { meaning: "address that the console of `run` and `serve` listens on", example: "127.0.0.1", fallback: "127.0.0.1" },
  CONSOLE_PORT: { meaning: "its port; 0: any, off: none", example: "8082", fallback: "8082, if no other process has it" },
  CONSOLE_PASSWORD_HASH: {
    meaning: "hash of the console's password, as `brief console hash` prints it",
    example: "scrypt:15:8:3:SALT:KEY",
    fallback: "only links of `brief console link` let in",
    secret: true,
  },
  LOG_LEVEL: { meaning: "least that `run` and `serve` tell: info, warn, error or silent", example: "warn", fallback: "info" },
} as const satisfies Record<string, EnvironmentVariable>;

export type VariableName = keyof typeof environmentVariables;
