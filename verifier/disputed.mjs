/** Rules 12.3: which lines are disputed. */

/** @param {any[]} objections @param {ReturnType<typeof import('./settle.mjs').settle>} parts @returns {Set<number>} Places of lines, from 0. */
export function disputedLines(objections, parts) {
  const lines = parts.flatMap(({ due }) => due.lines);
  const outages = parts.flatMap(({ entities }) =>
    entities.flatMap((one) => one.outages.map(({ ref }) => ({ entity: one.entity, ref }))),
  );
  const refsOf = (entity) => outages.filter((outage) => outage.entity === entity).map(({ ref }) => ref);
  const disputed = [...lines.keys()].filter((place) =>
    objections.some((objection) => isNamed(objection, lines[place], refsOf)),
  );
  return new Set(disputed);
}

/** @param {any} objection @param {any} line @param {(entity: string) => string[]} refsOf */
function isNamed({ lines = [], outages = [], entities = [] }, { rule, entity, ref, clause }, refsOf) {
  if (lines.length + outages.length + entities.length === 0) return true;
  const name = [rule, entity ?? 'fleet', ref].filter((word) => word !== undefined).join(' · ');
  if (lines.includes(name) || outages.includes(ref)) return true;
  if (entity === undefined) return ref === undefined && outages.length + entities.length > 0;
  const isOverAvailability = clause === '11.3';
  return (
    entities.includes(entity) || (isOverAvailability && refsOf(entity).some((one) => outages.includes(one)))
  );
}
