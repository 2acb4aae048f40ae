/** pdf.js as the server gives it out: /assets/pdf.min.mjs. */
declare module "/assets/pdf.min.mjs" {
  export * from "pdfjs-dist";
}
