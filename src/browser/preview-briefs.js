/**
 * The choice of a brief, where there are several. The address names the one that was chosen, so that it can be passed on.
 * @returns {(state: { brief: string; briefs: readonly { id: string; title: string }[] }) => void} takes what there is
 */
export function briefChoice() {
  const group = /** @type {HTMLElement} */ (document.querySelector("#briefs"));
  const field = /** @type {HTMLSelectElement} */ (document.querySelector("#brief"));
  let asked = new URL(location.href).searchParams.get("brief");
  let listed = "";
  field.addEventListener("change", () => {
    const url = new URL(location.href);
    url.searchParams.set("brief", field.value);
    history.replaceState(history.state, "", url);
    choose(field.value);
  });
  return ({ brief, briefs }) => {
    // Before the first pages nothing is known of any.
    if (brief === "") return;
    const list = JSON.stringify(briefs);
    if (list !== listed) field.replaceChildren(...briefs.map(({ id, title }) => new Option(title, id)));
    listed = list;
    field.value = brief;
    group.hidden = briefs.length < 2;
    // Once: somebody else may choose another one later.
    if (asked !== null && asked !== brief && briefs.some(({ id }) => id === asked)) choose(asked);
    asked = null;
  };
}

/** @param {string} brief */
const choose = (brief) => void fetch(`/choose/${encodeURIComponent(brief)}`);
