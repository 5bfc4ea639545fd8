/** Rules 12.3: which lines are disputed. */

/** @param {any[]} objections @param {ReturnType<typeof import('../settle/settle.mjs').settle>} parts @returns {Set<number>} Places of lines, from 0. */
export function disputedLines(objections, parts) {
  const lines = parts.flatMap(({ due }) => due.lines);
  const outages = parts.flatMap(({ entities }) =>
    entities.flatMap((one) => one.outages.map(({ ref }) => ({ entity: one.entity, ref }))),
  );
  const disputed = [...lines.keys()].filter((place) =>
    objections.some((objection) => isNamed(objection, lines[place], outages)),
  );
  return new Set(disputed);
}

/** @param {any} objection @param {any} line @param {{ entity: string, ref: string }[]} known The outages that the statement has. */
function isNamed({ lines = [], outages = [], entities = [] }, { rule, entity, ref }, known) {
  const name = [rule, entity ?? 'fleet', ref].filter((word) => word !== undefined).join(' · ');
  if (lines.includes(name) || outages.includes(ref) || entities.includes(entity)) return true;
  if (ref !== undefined) return false;
  if (entity === undefined && entities.length > 0) return true;
  return known.some((one) => outages.includes(one.ref) && (entity === undefined || one.entity === entity));
}
