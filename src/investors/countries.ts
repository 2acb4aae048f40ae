/** ISO 3166-1 alpha-2, all that are assigned. */
const codes =
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW".split(
    " ",
  );

let byName: ReadonlyMap<string, string> | undefined;

/** The code of a country that is written as code or by its name in English or Vietnamese. */
export function parseCountry(text: string): string | undefined {
  if (/^[a-z]{2}$/i.test(text)) {
    const code = text.toUpperCase() === "UK" ? "GB" : text.toUpperCase();
    return codes.includes(code) ? code : undefined;
  }
  // Some 15 ms, and only a list with countries needs it.
  byName ??= new Map([
    ...["en", "vi"].flatMap((language) => {
      const names = new Intl.DisplayNames([language], { type: "region" });
      return codes.map((code) => [foldName(names.of(code) ?? code), code] as const);
    }),
    ...others,
  ]);
  return byName.get(foldName(text));
}

/** Names in use that CLDR does not give. */
const others = [
  ["anh", "GB"],
  ["great britain", "GB"],
  ["england", "GB"],
  ["usa", "US"],
  ["united states of america", "US"],
  ["my", "US"],
  ["viet nam", "VN"],
  ["korea", "KR"],
  ["republic of korea", "KR"],
  ["han quoc", "KR"],
  ["phap", "FR"],
  ["uc", "AU"],
  ["hong kong", "HK"],
  ["uae", "AE"],
] as const;

/** Lower case without accents; `&`, dots and hyphens don't tell countries apart. */
const foldName = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("đ", "d")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
