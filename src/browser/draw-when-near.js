/**
 * Draws each canvas while it is near the window, as sharp as the screen is, and gives its pixels back when it is far.
 * @param {Iterable<HTMLCanvasElement>} canvases with a width of their own, whatever is drawn in them
 * @param {(canvas: HTMLCanvasElement, pixelsWide: number, signal: AbortSignal) => Promise<void>} draw
 */
export function drawWhenNear(canvases, draw) {
  /** @type {WeakMap<Element, { width: number; drawing: AbortController }>} */
  const drawn = new WeakMap();
  /** @type {WeakSet<Element>} */
  const near = new WeakSet();

  /** @param {HTMLCanvasElement} canvas */
  const update = (canvas) => {
    const width = near.has(canvas) ? Math.round(canvas.clientWidth * devicePixelRatio) : 0;
    const before = drawn.get(canvas);
    if (width === (before?.width ?? 0)) return;
    before?.drawing.abort();
    const drawing = new AbortController();
    drawn.set(canvas, { width, drawing });
    if (width === 0) canvas.width = 0;
    else void draw(canvas, width, drawing.signal);
  };

  const nearness = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) near.add(target);
        else near.delete(target);
        if (target instanceof HTMLCanvasElement) update(target);
      }
    },
    // A window's height ahead either way.
    { rootMargin: "100% 0px" },
  );
  const size = new ResizeObserver((entries) => {
    for (const { target } of entries) if (target instanceof HTMLCanvasElement) update(target);
  });
  for (const canvas of canvases) {
    nearness.observe(canvas);
    size.observe(canvas);
  }
}
