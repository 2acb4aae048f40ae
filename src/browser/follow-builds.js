/**
 * Shows the screen anew, at the same place, when the edition that it shows has been built otherwise: once all languages are, since
 * what is said of it comes from all of them.
 * @param {string | undefined} events where builds are told; undefined: nothing changes
 * @param {string | undefined} version what is shown: languages and digests
 */
export function followBuilds(events, version) {
  if (!events) return;
  const builds = new EventSource(events);
  builds.addEventListener("build", ({ data }) => {
    const { busy, editions } = /** @type {{ busy: boolean; editions: Record<string, { version: string }> }} */ (JSON.parse(data));
    const now = Object.entries(editions).map(([language, edition]) => `${language} ${edition.version}`);
    if (busy || now.length === 0 || now.join(",") === version) return;
    builds.close();
    location.reload();
  });
}
