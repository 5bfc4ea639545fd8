/** Rules 10: the clocks of incidents. */

/** @param {any} settled @param {any} part @param {string} contract @returns {any[] | undefined} */
export function incidentsOf(settled, part, contract) {
  return settled && part && contract ? undefined : undefined;
}
