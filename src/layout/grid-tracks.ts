import type { Track } from "../document/style.ts";
import type { Pt } from "../units.ts";
import { resolveExtent } from "./frame.ts";

/** Columns narrower than these hold no words; there are fewer of them where they would be. */
const narrowestColumn: Pt = 36;
const narrowestTrack: Pt = 12;

/** How many columns of text there is room for. */
export const columnCount = (asked: number, whole: Pt): number => Math.min(asked, Math.max(1, Math.floor(whole / narrowestColumn)));

/** The tracks that there is room for; what would stand in the others goes on in the next row. */
export function fittingTracks(tracks: readonly Track[], whole: Pt): readonly Track[] {
  if (tracks.length === 0) return [{ fraction: 1 }];
  return tracks.slice(0, Math.max(1, Math.floor(whole / narrowestTrack)));
}

/** A gap that, with its like, leaves half of the width to the columns. */
export const fitGap = (gap: Pt, whole: Pt, columns: number): Pt => Math.min(gap, whole / 2 / Math.max(columns - 1, 1));

/** Widths of grid columns: fixed ones first, the rest by their fractions (CSS Grid 1, 7.2); none leaves the grid or is left without room. */
export function trackWidths(tracks: readonly Track[], whole: Pt, gap: Pt): Pt[] {
  const room = whole - gap * (tracks.length - 1);
  const fixed = tracks.map((track) => ("fraction" in track ? 0 : Math.max(0, resolveExtent(track, whole))));
  const left = Math.max(0, room - sum(fixed));
  const fractions = sum(tracks.map((track) => ("fraction" in track ? track.fraction : 0)));
  const asked = tracks.map((track, i) => ("fraction" in track ? (fractions > 0 ? (left * track.fraction) / fractions : 0) : fixed[i]!));
  const least = Math.min(narrowestTrack, room / tracks.length);
  const wide = asked.map((width) => Math.max(width, least));
  const excess = sum(wide) - room;
  if (excess <= 0) return wide;
  // Only what is wider than the least can give.
  const spare = sum(wide) - least * wide.length;
  return wide.map((width) => width - (excess * (width - least)) / spare);
}

const sum = (widths: readonly Pt[]): Pt => widths.reduce((total, one) => total + one, 0);
