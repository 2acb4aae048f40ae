import { join } from "node:path";
import { error, type Problem, warning } from "../errors.ts";
import type { IsoDate } from "../units.ts";
import { amountOf } from "./amount-of.ts";
import { tableFiles } from "./dataset-files.ts";
import { unknownOrigin } from "./origin.ts";
import { readAsPrinted } from "./read-as-printed.ts";
import type { Dataset, Indicator, Observation } from "./schema.ts";

/** What is wrong with single observations, given their indicators and areas and the day of the edition. */
export function checkObservations(dataset: Dataset, editionDate: IsoDate): Problem[] {
  const file = join((dataset.origin ?? unknownOrigin).directory, tableFiles.observations);
  return [...dataset.observations.values()].flatMap((observation) => {
    const place = (field: string) => ({ file, line: observation.line, field });
    const indicator = dataset.indicators.get(observation.indicator);
    return [
      ...(indicator ? checkAmount(observation, indicator, place) : []),
      ...checkAsPrinted(observation, place),
      ...checkDay(observation, editionDate, place),
      ...checkArea(observation, dataset, place),
    ];
  });
}

type PlaceOf = (field: string) => { file: string; line: number; field: string };

/** Things that come in whole numbers. */
const whole = new Set(["count", "person", "rank"]);
/** Things that are not told in millions. */
const unscaled = new Set(["percent", "rank", "score"]);

function checkAmount(observation: Observation, { units, signed }: Indicator, place: PlaceOf): Problem[] {
  const { id, unit, value, unitMultiplier, indicator } = observation;
  const amount = amountOf(observation);
  const problems: Problem[] = [];
  const refuse = (code: string, told: { message: string; field: string; hint: string }) =>
    problems.push(error(code, told.message, place(told.field), told.hint));
  if (!units.includes(unit)) {
    refuse("unit-not-allowed", {
      message: `${indicator} is not measured in ${unit}`,
      field: "UNIT_MEASURE",
      hint: `use ${units.join(" or ")}, or add the unit to the indicator`,
    });
  }
  if (unscaled.has(unit) && unitMultiplier !== 0) {
    refuse("unit-multiplier", { message: `a ${unit} has no multiplier`, field: "UNIT_MULT", hint: "write 0" });
  } else if (unit === "percent" && !signed && amount > 100) {
    refuse("share-over-100", {
      message: `${value}% is more than the whole`,
      field: "OBS_VALUE",
      hint: "correct it; if the indicator is a rate of change, say signed: true there",
    });
  }
  if (amount < 0 && !signed) {
    refuse("negative-value", {
      message: `${id} is below zero`,
      field: "OBS_VALUE",
      hint: "correct it; if the indicator is a change or balance, say signed: true there",
    });
  }
  if (whole.has(unit) && !isWhole(amount)) {
    refuse("fractional-count", {
      message: `${value} is not a whole number, as a ${unit} must be`,
      field: "OBS_VALUE",
      hint: thousandsHint(observation),
    });
  }
  return problems;
}

/** 2.67 × 10^6 is not exactly an integer in binary. */
const isWhole = (amount: number) => Math.abs(amount - Math.round(amount)) <= 1e-9 * Math.max(1, Math.abs(amount));

/** 4.227 is how Vietnamese writes 4227. */
function thousandsHint({ value, decimals, unitMultiplier }: Observation): string {
  return decimals === 3 && unitMultiplier === 0 ? `did you mean ${Math.round(value * 1000)}?` : "correct it, or its UNIT_MULT";
}

/** How COMMENT_OBS begins where the source itself prints another number, and goes on to say why. */
const printedOtherwise = "Printed otherwise:";

/** The value is what the source prints, in one of the ways of reading it. */
function checkAsPrinted(observation: Observation, place: PlaceOf): Problem[] {
  const { asPrinted, comment = "" } = observation;
  if (!/\d/.test(asPrinted) || comment.startsWith(printedOtherwise)) return [];
  const amount = amountOf(observation);
  if (readAsPrinted(asPrinted).some((reading) => isNear(reading, Math.abs(amount)))) return [];
  const message = `the source prints "${asPrinted}", but the value is ${amount}`;
  const hint = `correct OBS_VALUE or UNIT_MULT; if the source is wrong, begin COMMENT_OBS with "${printedOtherwise}" and say why`;
  return [error("as-printed-differs", message, place("OBS_VALUE"), hint)];
}

const isNear = (a: number, b: number) => Math.abs(a - b) <= 1e-9 * Math.max(1, b);

const isAhead = ({ status, qualifier }: Observation) => status === "F" || qualifier === "planned";

function checkDay(observation: Observation, editionDate: IsoDate, place: PlaceOf): Problem[] {
  const { timePeriod } = observation;
  if (timePeriod.start <= editionDate || isAhead(observation)) return [];
  const hint = "correct the period, mark it as a forecast (OBS_STATUS F) or plan (QUALIFIER planned), or give a later --date";
  return [error("period-in-future", `${timePeriod.text} lies after the edition date ${editionDate}`, place("TIME_PERIOD"), hint)];
}

function checkArea(observation: Observation, { areas }: Dataset, place: PlaceOf): Problem[] {
  const validUntil = areas.get(observation.referenceArea)?.validUntil;
  if (validUntil === undefined || observation.timePeriod.start <= validUntil || isAhead(observation)) return [];
  const message = `${observation.referenceArea} was no unit of its own after ${validUntil}, but the figure is for ${observation.timePeriod.text}`;
  return [warning("area-ceased", message, place("REF_AREA"), "name the area that it is part of, with a breakdown area:…")];
}
