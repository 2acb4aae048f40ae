import { expect, test } from "vitest";
import { alertSettings } from "../../src/config/alert-settings.ts";
import { EnvironmentReader, type Environment } from "../../src/config/environment.ts";
import { logSettings } from "../../src/config/log-settings.ts";
import { operationSettings } from "../../src/config/operation-settings.ts";

function read<Settings>(take: (reader: EnvironmentReader) => Settings, environment: Environment) {
  const reader = new EnvironmentReader(environment);
  return { settings: take(reader), problems: reader.problems.map(({ message }) => message) };
}
const mail = { MAIL_FROM: "Brief <brief@example.com>", SMTP_URL: "smtp://127.0.0.1:2525" };

test("where nobody is to be told, nothing is needed for it", () => {
  expect(read(alertSettings, {})).toEqual({ settings: null, problems: [] });
});

test("several may be told; each must have an address, and there must be a mail server", () => {
  const { settings, problems } = read(alertSettings, { ...mail, ALERT_TO: "a@example.com, B <b@example.com>" });
  expect(problems).toEqual([]);
  expect(settings).toMatchObject({ to: ["a@example.com", "b@example.com"], from: { address: "brief@example.com" }, smtp: { port: 2525 } });
  expect(read(alertSettings, { ...mail, ALERT_TO: "a@example.com, nobody" }).problems).toEqual([
    'ALERT_TO is "nobody", which is not one mail address',
  ]);
  expect(read(alertSettings, { ALERT_TO: "a@example.com" }).problems).toHaveLength(2);
});

test("the port is the usual one, a chosen one, any, or none", () => {
  expect(read(operationSettings, {}).settings).toEqual({ host: "127.0.0.1", port: 8081, isUsual: true });
  expect(read(operationSettings, { OPERATION_PORT: "0" }).settings).toMatchObject({ port: 0, isUsual: false });
  expect(read(operationSettings, { OPERATION_PORT: "off" })).toEqual({ settings: null, problems: [] });
  expect(read(operationSettings, { OPERATION_PORT: "many" }).problems).toHaveLength(1);
});

test("a level that is none is told with those that there are", () => {
  expect(read(logSettings, {}).settings).toEqual({ level: "info" });
  expect(read(logSettings, { LOG_LEVEL: "loud" }).problems).toEqual(['LOG_LEVEL is "loud", which is none of info, warn, error, silent']);
});
