import type { Json } from '../../../core/text/canonical-json.ts';

/** What sealed figures may call themselves; the last is what is written, each earlier one is read and verified for ever. */
export const FIGURES_FORMATS = ['camwatch-figures-1', 'camwatch-figures-2'] as const;
export type FiguresFormat = (typeof FIGURES_FORMATS)[number];
export const WRITTEN_FORMAT = 'camwatch-figures-2' satisfies FiguresFormat;

/**
 * Every member of a document that came with format 2, as the way to it; `*` stands for any name, and for each member of a list.
 * It is left out where a file of format 1 is computed again. Whoever adds a figure adds it here, and as `.optional()` to its schema.
 * A figure that is counted otherwise than before is a new one with a name of its own: the earlier one stays as it was, by `format`
 * of `FiguresInput` where need be.
 */
export const NEW_IN_FORMAT_2: readonly string[] = [
  'sections.outages.indicators.*.*.city.begunBeforeService',
  'sections.outages.indicators.*.*.*.*.begunBeforeService',
  'sections.yearBefore.openingKinds',
  'sections.yearBefore.indicators.*.*.outages.begunBeforeService',
  'sections.planFindings.checked',
  'sections.planFindings.rows.*.units',
  'sections.selfReports',
  'sections.quality.rows.*.named',
  'sections.quality.rows.*.notNamed',
  'sections.planFindings.rows.*.tasks',
  'sections.plan.state.siteNames',
  'sections.plan.state.successors',
  'sections.plan.state.programmeTasks',
  'sections.plan.state.handIn.states',
  'sections.plan.state.declaration',
  'sections.plan.state.definition.registers.declaration',
  'sections.plan.state.declaredCameras',
];

/** A document as a file of that format has it. */
export function asOfFormat<Document extends Json>(
  document: Document,
  format: FiguresFormat,
  isNew: readonly string[] = NEW_IN_FORMAT_2,
): Document {
  return format === WRITTEN_FORMAT
    ? document
    : isNew.reduce((rest, way) => withoutMember(rest, way.split('.')), document);
}

function withoutMember<Part extends Json | undefined>(part: Part, way: readonly string[]): Part;
function withoutMember(part: Json | undefined, [name = '', ...rest]: readonly string[]): Json | undefined {
  if (typeof part !== 'object' || part === null) return part;
  if (isList(part)) return name === '*' ? part.map((member) => withoutMember(member, rest)) : part;
  const members = Object.entries(part);
  const isMeant = (key: string) => name === '*' || name === key;
  return Object.fromEntries(
    rest.length === 0
      ? members.filter(([key]) => !isMeant(key))
      : members.map(([key, member]) => [key, isMeant(key) ? withoutMember(member, rest) : member]),
  );
}

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);
