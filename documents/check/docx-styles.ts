import { attributesOf, childrenOf, isOn, nameOf, valueAt, valuesAt, type XmlNode } from './xml-node.ts';

/** Styles that make their text another one than what stands there, by their ids. */
export interface TellingStyles {
  /** By whose looks a text is not seen. */
  readonly hiding: ReadonlySet<string>;
  /** By which digits are set above or below the line. */
  readonly raising: ReadonlySet<string>;
}

/** A style looks like the one that it is based on; where it says otherwise it is told though it need not be. */
export function readStyles(nodes: readonly XmlNode[]): TellingStyles {
  const all = nodes.flatMap(childrenOf);
  const styles = [
    ...all.filter((node) => nameOf(node) === 'w:style').map((node) => ({ id: idOf(node), node })),
    ...all
      .filter((node) => nameOf(node) === 'w:docDefaults')
      .map((node) => ({ id: DEFAULTS, node: inner(node) })),
  ];
  const parents = new Map(
    styles.map(({ id, node }) => [id, id === DEFAULTS ? NONE : (valueAt(node, ['w:basedOn']) ?? DEFAULTS)]),
  );
  parents.set(UNSTYLED, styles.find(({ node }) => isDefault(node))?.id ?? DEFAULTS);
  const those = (is: (style: XmlNode) => boolean): ReadonlySet<string> => {
    const found = new Set(styles.filter(({ node }) => is(node)).map(({ id }) => id));
    for (let more = true; more; ) {
      const heirs = [...parents].filter(([id, parent]) => found.has(parent) && !found.has(id));
      for (const [id] of heirs) found.add(id);
      more = heirs.length > 0;
    }
    return found;
  };
  return { hiding: those(hides), raising: those(raises) };
}

/** What a paragraph or run without a style is called here, and the looks that all styles begin with. */
const UNSTYLED = '';
const DEFAULTS = '\0defaults';
const NONE = '\0none';

const idOf = (style: XmlNode): string => attributesOf(style)['w:styleId'] ?? NONE;
const inner = (defaults: XmlNode): XmlNode => ({ 'w:style': childrenOf(defaults).flatMap(childrenOf) });

const isDefault = (style: XmlNode): boolean => {
  const { 'w:default': isOne, 'w:type': type } = attributesOf(style);
  return type === 'paragraph' && /^(1|true|on)$/.test(isOne ?? '');
};

/** Hidden as Word has it, written in white, as small as a dot, or cut off: of itself, or by its style. */
export function isHidden(node: XmlNode, { hiding }: TellingStyles): boolean {
  const name = nameOf(node);
  if (name !== 'w:p' && name !== 'w:r') return false;
  return hides(node) || hiding.has(styleOf(node));
}

/** Whether digits of a run are smaller ones above or below: another number to a reader. */
export const isRaised = (node: XmlNode, { raising }: TellingStyles): boolean =>
  nameOf(node) === 'w:r' && (raises(node) || raising.has(styleOf(node)));

const styleOf = (node: XmlNode): string =>
  valueAt(node, nameOf(node) === 'w:p' ? ['w:pPr', 'w:pStyle'] : ['w:rPr', 'w:rStyle']) ?? UNSTYLED;

/** In half points: smaller letters are dots. */
const LEAST_SIZE = 8;
/** In twips: lines that are exactly as high as that show no digit whole. */
export const LEAST_LINE = 160;

function hides(node: XmlNode): boolean {
  const size = Number(valueAt(node, ['w:rPr', 'w:sz']) ?? LEAST_SIZE);
  const colour = valueAt(node, ['w:rPr', 'w:color']);
  const { 'w:lineRule': rule, 'w:line': line = LEAST_LINE } = valuesAt(node, ['w:pPr', 'w:spacing']);
  return (
    isOn(node, ['w:rPr', 'w:vanish']) ||
    size < LEAST_SIZE ||
    colour?.toUpperCase() === 'FFFFFF' ||
    (rule === 'exact' && Number(line) < LEAST_LINE)
  );
}

const raises = (node: XmlNode): boolean =>
  (valueAt(node, ['w:rPr', 'w:vertAlign']) ?? 'baseline') !== 'baseline';
