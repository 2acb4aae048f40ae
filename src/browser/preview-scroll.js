/**
 * What scrolls the pages: their own region in a wide window, the whole screen in a narrow one.
 * @param {HTMLElement} root
 * @returns {Element}
 */
export const scrollerOf = (root) =>
  getComputedStyle(root).overflowY === "auto" && root.scrollHeight > root.clientHeight ? root : (document.scrollingElement ?? root);

/** Where the window on the pages begins: what stands above them in a narrow window is scrolled away with them. @param {HTMLElement} root */
export const topOf = (root) => (scrollerOf(root) === root ? Math.max(0, root.getBoundingClientRect().top) : 0);

/**
 * Does what changes the size of sheets, and lets the same place of the same page stay at the top.
 * @param {HTMLElement} root
 * @param {readonly import("./preview-sheet.js").Sheet[]} sheets
 * @param {() => void} change
 */
export function keepPlace(root, sheets, change) {
  const top = topOf(root);
  const at = sheets.find(({ frame }) => frame.getBoundingClientRect().bottom > top);
  const before = at?.frame.getBoundingClientRect();
  const share = before && before.height > 0 ? (top - before.top) / before.height : 0;
  const isStart = root.getBoundingClientRect().top >= 0 && scrollerOf(root).scrollTop === 0;
  change();
  if (!at || !before || isStart || !at.frame.isConnected) return;
  const after = at.frame.getBoundingClientRect();
  // What stands above the page itself is as high as before.
  const wanted = share < 0 ? top - share * before.height : top - share * after.height;
  scrollerOf(root).scrollTop += after.top - wanted;
}

/** The page that takes up the top of the window, from 1. @param {HTMLElement} root @param {readonly import("./preview-sheet.js").Sheet[]} sheets */
export function pageAtTop(root, sheets) {
  const middle = topOf(root) + 0.33 * Math.min(innerHeight, root.clientHeight);
  const index = sheets.findIndex(({ element }) => element.getBoundingClientRect().bottom > middle);
  return index < 0 ? Math.max(1, sheets.length) : index + 1;
}
