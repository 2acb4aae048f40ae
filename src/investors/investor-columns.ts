/** What a table of investors may say of each. */
export const investorColumns = [
  "address",
  "name",
  "organisation",
  "language",
  "interests",
  "segments",
  "consent_on",
  "consent_way",
  "consent_proof",
  "country",
] as const;
export type InvestorColumn = (typeof investorColumns)[number];

/** What else heads columns, in English and Vietnamese, as `foldHeader` writes it. */
const synonyms: Readonly<Record<InvestorColumn, readonly string[]>> = {
  address: [
    "email",
    "e mail",
    "mail",
    "email address",
    "e mail address",
    "mail address",
    "dia chi email",
    "dia chi e mail",
    "thu dien tu",
    "dia chi thu dien tu",
    "hop thu",
  ],
  name: [
    "full name",
    "contact",
    "contact name",
    "contact person",
    "person",
    "ten",
    "ho ten",
    "ho va ten",
    "ho ten day du",
    "nguoi lien he",
    "ten nguoi lien he",
  ],
  organisation: [
    "organization",
    "company",
    "company name",
    "firm",
    "to chuc",
    "don vi",
    "cong ty",
    "ten cong ty",
    "doanh nghiep",
    "ten doanh nghiep",
    "co quan",
  ],
  language: ["lang", "preferred language", "ngon ngu", "tieng"],
  interests: ["interest", "topics", "sectors", "quan tam", "moi quan tam", "linh vuc", "linh vuc quan tam", "nganh quan tam"],
  segments: ["segment", "group", "groups", "tags", "nhom", "phan nhom", "phan khuc"],
  consent_on: [
    "consent",
    "consent date",
    "date of consent",
    "consented on",
    "consent given on",
    "ngay dong y",
    "ngay chap thuan",
    "dong y ngay",
  ],
  consent_way: [
    "consent how",
    "how consent was given",
    "consent method",
    "consent source",
    "cach dong y",
    "hinh thuc dong y",
    "hinh thuc chap thuan",
  ],
  consent_proof: ["proof", "proof of consent", "consent evidence", "bang chung", "bang chung dong y", "minh chung", "chung cu dong y"],
  country: ["country code", "postal country", "quoc gia", "nuoc", "ma quoc gia", "ma nuoc"],
};

const columnOf: ReadonlyMap<string, InvestorColumn> = new Map(
  investorColumns.flatMap((column) => [foldHeader(column), ...synonyms[column]].map((name) => [name, column] as const)),
);

/** The column that a header names, however it is spelled. */
export const matchHeader = (header: string): InvestorColumn | undefined => columnOf.get(foldHeader(header));

/** `Họ và tên *`, `HO_VA_TEN` and `họ và tên (đầy đủ)` but for what is in brackets: lower case, no accents, single spaces. */
function foldHeader(header: string): string {
  const bare = header
    .replace(/\([^)]*\)|\[[^\]]*\]/g, " ")
    .normalize("NFD")
    .replace(/\p{M}/gu, "");
  return bare
    .toLowerCase()
    .replaceAll("đ", "d")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
