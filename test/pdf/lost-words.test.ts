import { expect, test } from "vitest";
import { lostWords } from "./lost-words.ts";
import { documentOf, of, page, render, sampleDocument, text } from "./sample-document.ts";

const bytes = await render(sampleDocument());
const extracted = `Bản tin đầu tư
Đầu tư nước ngoài
Đến hết tháng 9/2024, vốn FDI đạt hơn 40,3 tỷ USD 1
, theo thống kê.
The province of Bình Dương grew by more than 40 per
cent.
• Một mục Số liệu Bảng 1. Số liệu Năm Tỷ USD 2024 1.117,7
40,3 1. Cục Thống kê Ghi chú bên lề trang 2
`;

test("a text with all words of the tag tree has lost none, wherever its lines end and whatever it has besides", () => {
  expect(lostWords(bytes, `${extracted} và chữ khác`)).toEqual([]);
});

test("words that are missing, misspelt, without their marks or in pieces are lost", () => {
  expect(lostWords(bytes, extracted.replace("cent.", ""))).toEqual(["cent."]);
  expect(lostWords(bytes, extracted.replace("đạt", "dạt"))).toEqual(["đạt"]);
  expect(lostWords(bytes, extracted.replaceAll("Dương", "Duong"))).toEqual(["Dương"]);
  expect(lostWords(bytes, extracted.replace("Dương", "Dương".normalize("NFD")))).toEqual(["Dương"]);
});

test("a word broken after a hyphen, or without it, is not lost; words of a drawing stand alone", async () => {
  const root = documentOf(
    ["Document", {}, ["P"], ["Figure", { alt: "a" }]],
    [text("vùng Đông-Nam", of(1)), text("40,3", of(2)), text("2024", of(2))],
    {
      figureBoxes: new Map([[2, { page: 0, x: 0, y: 0, width: 9, height: 9 }]]),
    },
  );
  const made = await render({ ...root, pages: [page(root.pages[0]!.items)] });
  expect(lostWords(made, "vùng Đông-\nNam 40,3 2024")).toEqual([]);
  expect(lostWords(made, "vùng Đông\nNam 40,3 2024")).toEqual([]);
  expect(lostWords(made, "vùng Đông-Bắc 40,3 2024")).toEqual(["Đông-Nam"]);
  expect(lostWords(made, "vùng Đông-Nam 40,3")).toEqual(["2024"]);
});
