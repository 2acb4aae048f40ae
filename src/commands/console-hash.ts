import { hashPassword } from "../console/password.ts";
import { UsageError } from "../errors.ts";
import { readHidden } from "../standard-input.ts";
import type { CommandContext } from "./command-context.ts";

/** Shorter ones are guessed: NIST SP 800-63B-4, 3.1.1.2, of a password that stands alone. */
const leastCharacters = 15;

/** Prints the hash of a password. The password itself is nowhere afterwards. */
export async function consoleHash({ effects }: Pick<CommandContext, "effects">, ask: typeof readHidden = readHidden): Promise<number> {
  const password = await ask("Password: ");
  const characters = [...password].length;
  if (characters < leastCharacters)
    throw new UsageError(
      `the password has ${characters} characters; it needs ${leastCharacters}: take some words that do not belong together`,
    );
  if ((await ask("The same once more: ")) !== password) throw new UsageError("the two are not the same");
  effects.print(await hashPassword(password));
  return 0;
}
