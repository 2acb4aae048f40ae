/** pdf.js as the server gives it out beside the modules. */
export * from "pdfjs-dist";
