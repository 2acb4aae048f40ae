import { zoneClock } from "./zone-clock.ts";

/** `2026-12-08T07:00:00+07:00`: what the clocks of a zone show at a moment, and how far they are from UTC. */
export function localTime(moment: Date, timeZone: string): string {
  const wall = zoneClock(timeZone).wallAt(moment.getTime());
  const east = Math.round((wall - moment.getTime()) / 60_000);
  const two = (value: number): string => String(Math.floor(value)).padStart(2, "0");
  const offset = `${east < 0 ? "-" : "+"}${two(Math.abs(east) / 60)}:${two(Math.abs(east) % 60)}`;
  return `${new Date(wall).toISOString().slice(0, 19)}${offset}`;
}
