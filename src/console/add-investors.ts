import { maskAddress } from "../investors/mask-address.ts";
import { recipientsOf, type ExclusionReason, type Investor } from "../investors/recipients-of.ts";
import { editionLanguages } from "../language/language.ts";
import { suppressionReasons } from "../state/enumerations.ts";
import { recordAction } from "./actions.ts";
import type { ConsoleParts } from "./console-parts.ts";
import { addressOf, numberedPages, pageSize } from "./numbered-pages.ts";
import { addScreen, type ConsoleApp } from "./visit.ts";

type Standing = "active" | ExclusionReason;
interface Person {
  readonly investor: Investor;
  readonly standing: Standing;
}
const standings: readonly Standing[] = ["active", "no-consent", ...suppressionReasons];

/** Who is in the list: counted and masked, unless somebody asks for addresses, which is written down. */
export function addInvestors(app: ConsoleApp, parts: ConsoleParts): void {
  const { now, database } = parts;
  addScreen(app, parts, "/console/investors", {
    get: async (visit) => {
      const all = await readPeople(parts);
      const choice = choose(all, visit.query);
      return visit.show("console-investors", {
        title: "console.nav.investors",
        total: all.length,
        ...filters(all, choice),
        ...choice,
        rows: choice.rows.map(describeMasked),
      });
    },
  });
  addScreen(app, parts, "/console/investors/addresses", {
    get: async (visit) => {
      const choice = choose(await readPeople(parts), visit.query);
      return visit.show("console-addresses-ask", { title: "console.addresses.title", ...choice, rows: [] });
    },
    post: async (visit) => {
      const choice = choose(await readPeople(parts), (name) => visit.form.get(name) ?? "");
      const { mailLanguage, segment, standing, pages } = choice;
      const which = [mailLanguage, segment, standing].filter((word) => word !== "").join(", ");
      // Written down before anybody sees them.
      const about = `${pages.from}–${pages.to} / ${pages.total}${which === "" ? "" : ` (${which})`}`;
      await recordAction(database, { who: visit.session.who, act: "addresses-shown", about }, now());
      return visit.show("console-addresses", { title: "console.addresses.title", ...choice, rows: choice.rows.map(describeOpen) });
    },
  });
}

async function readPeople({ database }: ConsoleParts): Promise<Person[]> {
  const { recipients, excluded } = await recipientsOf(database);
  return [
    ...recipients.map((investor) => ({ investor, standing: "active" as const })),
    ...excluded.map(({ investor, reason }) => ({ investor, standing: reason })),
  ].toSorted((a, b) => a.investor.createdAt.getTime() - b.investor.createdAt.getTime() || (a.investor.id < b.investor.id ? -1 : 1));
}

function choose(all: readonly Person[], word: (name: string) => string) {
  const segments = segmentsOf(all);
  const language = editionLanguages.find((one) => one === word("language-of")) ?? "";
  const segment = segments.includes(word("segment")) ? word("segment") : "";
  const standing = standings.find((one) => one === word("standing")) ?? "";
  const chosen = all.filter(
    (one) =>
      (language === "" || one.investor.language === language) &&
      (segment === "" || one.investor.segments.includes(segment)) &&
      (standing === "" || one.standing === standing),
  );
  const words = { "language-of": language, segment, standing };
  const pages = numberedPages(word("page"), chosen.length, (page) => addressOf("/console/investors", { ...words, page }));
  const addresses = addressOf("/console/investors/addresses", { ...words, page: pages.page });
  const back = addressOf("/console/investors", { ...words, page: pages.page });
  return { mailLanguage: language, segment, standing, pages, addresses, back, rows: chosen.slice(pages.offset, pages.offset + pageSize) };
}

type Choice = ReturnType<typeof choose>;

const segmentsOf = (all: readonly Person[]): string[] => [...new Set(all.flatMap(({ investor }) => investor.segments))].sort();

function filters(all: readonly Person[], choice: Choice) {
  const count = (is: (person: Person) => boolean): number => all.filter(is).length;
  return {
    languages: editionLanguages.map((one) => ({
      name: one,
      count: count(({ investor }) => investor.language === one),
      chosen: choice.mailLanguage === one,
    })),
    segments: segmentsOf(all).map((one) => ({
      name: one,
      count: count(({ investor }) => investor.segments.includes(one)),
      chosen: choice.segment === one,
    })),
    standings: standings
      .map((one) => ({ name: one, count: count(({ standing }) => standing === one), chosen: choice.standing === one }))
      .filter(({ count, chosen, name }) => count > 0 || chosen || name === "active"),
  };
}

const describeMasked = ({ investor, standing }: Person) => ({
  address: maskAddress(investor.address),
  language: investor.language,
  segments: investor.segments.join(", "),
  country: investor.country ?? "",
  standing,
  chip: standing === "active" ? "good" : "plain",
  createdAt: investor.createdAt,
});

const describeOpen = (person: Person) => ({
  ...describeMasked(person),
  address: person.investor.address,
  name: person.investor.name,
  organisation: person.investor.organisation,
});
