import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { OutsideError } from "../errors.ts";

export interface RunningServer {
  readonly port: number;
  /** Takes no more requests, lets those that have begun end, and cuts off what is not done after `graceMilliseconds`. */
  readonly close: (graceMilliseconds: number) => Promise<void>;
}

/** A client that sends or reads a few octets at a time, to hold a connection, is cut off. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 2_000,
  maxHeaderSize: 8_192,
};
/** Without an octet either way. */
const silenceMilliseconds = 30_000;
const maxConnections = 500;

/** @throws OutsideError if the address can't be listened on. */
export async function startServer(
  app: { readonly fetch: (request: Request, env: HttpBindings) => Response | Promise<Response> },
  { host, port, variables = "SERVE_HOST and SERVE_PORT" }: { host: string; port: number; variables?: string },
  overrides: Partial<typeof limits> = {},
): Promise<RunningServer> {
  // It gives its own Request and Response to the process: without them a body of unknown length can't be counted and read again.
  const answer = getRequestListener((request, env) => app.fetch(request, env as HttpBindings));
  const server = createServer({ ...limits, ...overrides }, (incoming, outgoing) => void answer(incoming, outgoing));
  server.setTimeout(silenceMilliseconds);
  server.maxConnections = maxConnections;
  try {
    server.listen(port, host);
    await once(server, "listening");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? ` (${String(cause.code)})` : "";
    throw new OutsideError(`can't listen on ${host}:${port}${code}; set ${variables} to an address that is free`, { cause });
  }
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : port,
    close: (graceMilliseconds) => closeServer(server, graceMilliseconds),
  };
}

async function closeServer(server: Server, graceMilliseconds: number): Promise<void> {
  const closed = once(server, "close");
  server.close();
  server.closeIdleConnections();
  // A connection falls idle when its answer is out, and would then be kept open for the next request.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const cut = setTimeout(() => server.closeAllConnections(), graceMilliseconds);
  await closed;
  clearInterval(sweep);
  clearTimeout(cut);
}
