import type { InvestmentEvent, Park } from "../dataset/schema.ts";
import type { Language } from "./language.ts";

type Words = Readonly<Record<Language, string>>;

/** What a chip beside a figure can say about it. */
export const figureStatuses = ["stale", "estimate", "forecast", "provisional", "planned", "break", "lower-bound", "upper-bound", "disputed", "superseded", "unverified"] as const;
export type FigureStatus = (typeof figureStatuses)[number];

export const figureStatusWords = {
  stale: { vi: "số liệu cũ", en: "dated" },
  estimate: { vi: "ước tính", en: "estimate" },
  forecast: { vi: "dự báo", en: "forecast" },
  provisional: { vi: "sơ bộ", en: "provisional" },
  planned: { vi: "kế hoạch", en: "planned" },
  break: { vi: "đổi phạm vi", en: "break in series" },
  "lower-bound": { vi: "mức thấp", en: "lower bound" },
  "upper-bound": { vi: "mức cao", en: "upper bound" },
  disputed: { vi: "chưa thống nhất", en: "disputed" },
  superseded: { vi: "đã thay thế", en: "superseded" },
  unverified: { vi: "chưa kiểm chứng", en: "unverified" },
} as const satisfies Record<FigureStatus, Words>;

export const eventStatusWords = {
  done: { vi: "đã diễn ra", en: "held" },
  planned: { vi: "theo kế hoạch", en: "planned" },
  plan: { vi: "chủ trương", en: "proposed" },
  disputed: { vi: "chưa thống nhất", en: "disputed" },
  unverified: { vi: "chưa kiểm chứng", en: "unverified" },
} as const satisfies Record<InvestmentEvent["status"], Words>;

export const parkStateWords = {
  operating: { vi: "đang hoạt động", en: "operating" },
  "under-construction": { vi: "đang xây dựng", en: "under construction" },
  planned: { vi: "quy hoạch", en: "planned" },
} as const satisfies Record<Park["state"], Words>;
