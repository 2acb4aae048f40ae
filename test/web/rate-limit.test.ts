import fc from "fast-check";
import { expect, test } from "vitest";
import { clientAddress } from "../../src/web/client-address.ts";
import { makeRateLimit } from "../../src/web/rate-limit.ts";

const at = (seconds: number) => new Date(seconds * 1000);

test("a client has a burst, then the rate, and is told how long to wait", () => {
  const take = makeRateLimit({ burst: 3, perSecond: 0.5, maxClients: 10 });
  expect([1, 2, 3].map(() => take("a", at(0)))).toEqual([0, 0, 0]);
  expect(take("a", at(0))).toBe(2);
  expect(take("a", at(1))).toBe(1);
  expect(take("a", at(2))).toBe(0);
  expect(take("a", at(2))).toBe(2);
  expect([1, 2, 3].map(() => take("a", at(1000)))).toEqual([0, 0, 0]);
  expect(take("a", at(1000))).toBe(2);
});

test("in any window a client gets at most its burst and the rate's share, whatever its clock does", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5, max: 20 }), { maxLength: 200 }), (steps) => {
      const take = makeRateLimit({ burst: 5, perSecond: 1, maxClients: 3 });
      let [seconds, forward, taken] = [1000, 0, 0];
      for (const step of steps) {
        seconds += step;
        forward += Math.max(0, step);
        if (take("a", at(seconds)) === 0) taken++;
      }
      expect(taken).toBeLessThanOrEqual(5 + forward);
    }),
  );
});

test("no more clients are remembered than set, those longest not seen are forgotten first", () => {
  const take = makeRateLimit({ burst: 1, perSecond: 0.001, maxClients: 2 });
  expect(["a", "b", "a", "c"].map((client) => take(client, at(0)) === 0)).toEqual([true, true, false, true]);
  // One that comes again takes no other's place.
  expect(take("c", at(0))).toBeGreaterThan(0);
  // b was forgotten for c, a was not.
  expect(take("a", at(0))).toBeGreaterThan(0);
  expect(take("b", at(0))).toBe(0);
});

test.each([
  ["the peer, whatever a header says, without a proxy", "192.0.2.1", "198.51.100.7", false, "192.0.2.1"],
  ["what the proxy saw, not what the client wrote before it", "127.0.0.1", "10.9.8.7, 198.51.100.7", true, "198.51.100.7"],
  ["the peer, if the proxy says nothing", "127.0.0.1", undefined, true, "127.0.0.1"],
  ["the peer, if the proxy's word is no address", "127.0.0.1", "198.51.100.7, <script>", true, "127.0.0.1"],
  ["the IPv4 address in an IPv6 one", "::ffff:192.0.2.1", undefined, false, "192.0.2.1"],
  ["an IPv6 client's network", "2001:db8:1:2:3:4:5:6", undefined, false, "2001:db8:1:2::/64"],
  ["the same, written short", "2001:DB8::1", undefined, false, "2001:db8:0:0::/64"],
  ["the same, with leading zeros", "2001:0db8:0001:0002::", undefined, false, "2001:db8:1:2::/64"],
  ["loopback", "::1", undefined, false, "0:0:0:0::/64"],
  ["a link-local one with its zone", "fe80::1%eth0", undefined, false, "fe80:0:0:0::/64"],
  ["nobody, if there is none", undefined, undefined, true, "unknown"],
])("a request counts against %s", (...[, peer, forwarded, trusted, client]) => {
  expect(clientAddress(peer, forwarded, trusted)).toBe(client);
});
