import type { SendingSettings } from "../config/mail-settings.ts";
import type { SendEffects } from "../delivery/send-run.ts";
import type { NewestEdition } from "../edition/edition-before.ts";
import type { KeptEdition } from "../edition/kept-edition.ts";
import type { VariantKey } from "../personal/personal-base.ts";
import type { Variant, VariantOrder } from "../personal/press-variants.ts";
import type { Effects } from "../effects.ts";
import type { Log } from "../log.ts";
import type { MailTemplates } from "../mail/mail-templates.ts";
import type { Opened } from "../mail/smtp-connection.ts";
import type { PressResult } from "../press/press-edition.ts";
import type { State } from "../state/open-state.ts";
import type { IsoDate } from "../units.ts";
import type { Queue } from "./queue.ts";

/** What mailing takes. */
export interface Mailing {
  readonly settings: SendingSettings;
  readonly readTemplates: () => Promise<MailTemplates>;
  readonly open: () => Promise<Opened>;
}

export interface PressOrder {
  readonly brief: string;
  readonly date: IsoDate;
  readonly newest: NewestEdition | null;
  readonly always: boolean;
}

/** All that a worker works with. */
export interface WorkerParts {
  readonly state: Pick<State, "database" | "kind">;
  readonly queue: Queue;
  readonly log: Log;
  readonly effects: SendEffects;
  /** @throws UserError with everything that is wrong with the inputs. */
  readonly press: (order: PressOrder) => Promise<PressResult>;
  /** @throws UserError if the inputs are not those of the edition any more. */
  readonly pressVariants: (order: VariantOrder, wanted: readonly VariantKey[]) => Promise<readonly Variant[]>;
  /** @throws UserError naming the settings that are missing. */
  readonly mailing: () => Mailing;
  /** Into the out folder, as the latest of its brief. */
  readonly writeFiles: (edition: KeptEdition) => Promise<void>;
  readonly observe?: Effects["observe"];
  /** Aborted: finish what is under way, and give the rest back. */
  readonly stop: AbortSignal;
  /** What is under way may take so long after that. */
  readonly graceMs: number;
}
