import fc from "fast-check";
import { expect, test } from "vitest";
import { composeMessage } from "../../src/mail/compose-message.ts";
import { messageIdentity } from "../../src/mail/message-identity.ts";
import { requestWith } from "./composing.ts";
import { exampleSettings } from "./example-edition.ts";

const settings = exampleSettings();

test("is the same for the same edition and person, and no other's", () => {
  const word = fc.string({ maxLength: 50 });
  fc.assert(
    fc.property(fc.uniqueArray(fc.tuple(word, word), { selector: String, minLength: 2, maxLength: 5 }), (pairs) => {
      const names = pairs.map(([editionId, addressHash]) => messageIdentity({ editionId, addressHash }, settings));
      expect(new Set(names.flatMap(({ messageId, bounceToken }) => [messageId.split("@")[0], bounceToken])).size).toBe(2 * pairs.length);
      const [editionId = "", addressHash = ""] = pairs[0] ?? [];
      expect(messageIdentity({ editionId, addressHash }, settings)).toEqual(names[0]);
    }),
  );
  const other = exampleSettings({ secret: "another key of thirty-two characters" });
  const one = { editionId: "2026-11-21-0123456789ab", addressHash: "hash" };
  expect(messageIdentity(one, other)).not.toEqual(messageIdentity(one, settings));
});

test("tells nobody whom it is about, and is what a message can carry", () => {
  const one = { editionId: "2026-11-21-0123456789ab", addressHash: "FoldedAddressHash" };
  const identity = messageIdentity(one, exampleSettings({ from: { name: "", address: "a@bình-dương.example" } }));
  expect(identity).toEqual({
    messageId: expect.stringMatching(/^[0-9a-f]{32}@xn--[a-z0-9-]+\.example$/),
    bounceToken: expect.stringMatching(/^[0-9a-f]{32}$/),
  });
  expect(composeMessage(requestWith({ delivery: identity })).envelope.from).toBe(`bounces+${identity.bounceToken}@example.com`);
});
