import { Name, Stream, type Raw } from "./raw.ts";
import { nameOf, type PdfFile } from "./read-pdf.ts";

const intents = new Set(["RelativeColorimetric", "AbsoluteColorimetric", "Perceptual", "Saturation"]);

/** ISO 19005-3 6.2.4.3, 6.2.6, 6.2.8, 6.2.9: images are plain ones in RGB or grey; there are no other external objects. */
export function checkImages(file: PdfFile): string[] {
  return [...file.objects].flatMap(([number, value]) => {
    const type = value instanceof Stream ? nameOf(value.dict.get("Subtype")) : undefined;
    if (!(value instanceof Stream) || (nameOf(value.dict.get("Type")) !== "XObject" && type !== "Image")) return [];
    const findings = type === "Image" ? imageFindings(file, value) : [`6.2.9: an external object is of type ${type}`];
    return findings.map((finding) => `object ${number}: ${finding}`);
  });
}

function imageFindings(file: PdfFile, { dict }: Stream): string[] {
  const intent = nameOf(dict.get("Intent"));
  return [
    ...(dict.get("Interpolate") === true ? ["6.2.8: an image is interpolated"] : []),
    ...([undefined, 1, 2, 4, 8, 16].includes(dict.get("BitsPerComponent") as number | undefined)
      ? []
      : ["6.2.8: an image has odd bits per component"]),
    ...(intent === undefined || intents.has(intent) ? [] : [`6.2.6: an image has the rendering intent ${intent}`]),
    ...(dict.get("ImageMask") === true || isPainted(file.get(dict.get("ColorSpace")))
      ? []
      : ["6.2.4.3: an image is in another colour space than RGB or grey"]),
  ];
}

/** Colours that the output intent explains, or a palette of them. */
function isPainted(space: Raw): boolean {
  if (space instanceof Name) return ["DeviceRGB", "DeviceGray"].includes(space.value);
  return Array.isArray(space) && nameOf(space[0]) === "Indexed" && isPainted(space[1] ?? null);
}
