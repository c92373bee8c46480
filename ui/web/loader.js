// @ts-check
// Links modules that are known by their sources only: a component's code is one text, and Streamlit serves no files beside it.

const IMPORT = /^((?:import|export)\s[^"';()]*)"(\.{1,2}\/[^"]+)"/gm;

/**
 * Each module is published after those that it imports, in whatever order `sources` has them.
 *
 * @param {Record<string, string>} sources by path
 * @param {(source: string) => string} publish returns the address that a source is imported from
 * @returns {Record<string, string>} addresses by path
 */
export function linked(sources, publish) {
  /** @type {Record<string, string>} */
  const addresses = {};
  /**
   * @param {string} path
   * @param {string[]} importers
   * @returns {string}
   */
  const link = (path, importers) => {
    if (importers.includes(path)) throw new Error(`Modules import each other: ${[...importers, path].join(", ")}`);
    if (!(path in sources)) throw new Error(`There is no module ${path}, which ${importers.at(-1)} imports`);
    return (addresses[path] ??= publish(
      sources[path].replace(
        IMPORT,
        (_, before, specifier) => `${before}"${link(new URL(specifier, `file:///${path}`).pathname.slice(1), [...importers, path])}"`,
      ),
    ));
  };
  for (const path of Object.keys(sources)) link(path, []);
  return addresses;
}
