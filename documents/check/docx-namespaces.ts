import { attributesOf, childrenOf, nameOf, type XmlNode } from './xml-node.ts';

const OFFICE = 'http://schemas.openxmlformats.org';
const STRICT = 'http://purl.oclc.org/ooxml';
const MICROSOFT = 'http://schemas.microsoft.com/office';

/** The names that office programs give to what is read here, by what they stand for; the second is that of strict files. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'xmlns:w': [`${OFFICE}/wordprocessingml/2006/main`, `${STRICT}/wordprocessingml/main`],
  'xmlns:r': [`${OFFICE}/officeDocument/2006/relationships`, `${STRICT}/officeDocument/relationships`],
  'xmlns:a': [`${OFFICE}/drawingml/2006/main`, `${STRICT}/drawingml/main`],
  'xmlns:pic': [`${OFFICE}/drawingml/2006/picture`, `${STRICT}/drawingml/picture`],
  'xmlns:wp': [`${OFFICE}/drawingml/2006/wordprocessingDrawing`, `${STRICT}/drawingml/wordprocessingDrawing`],
  'xmlns:mc': [`${OFFICE}/markup-compatibility/2006`],
  'xmlns:w14': [`${MICROSOFT}/word/2010/wordml`],
  'xmlns:wp14': [`${MICROSOFT}/word/2010/wordprocessingDrawing`],
  'xmlns:a14': [`${MICROSOFT}/drawing/2010/main`],
  'xmlns:a16': [`${MICROSOFT}/drawing/2014/main`],
};
const KNOWN: ReadonlySet<string> = new Set(Object.values(NAMES).flat());

const READ = /^word\/[^/]+\.xml$|\.rels$/;
const RELATIONS = /\.rels$/;

/**
 * Where names in a file stand for something else than office programs have them stand for: what is read by its name is then
 * not what is shown. No office program writes that.
 */
export function otherNames(
  paths: readonly string[],
  nodesOf: (path: string) => readonly XmlNode[],
): readonly string[] {
  return paths
    .filter((path) => READ.test(path))
    .flatMap((path) => {
      const nodes = nodesOf(path);
      const others = RELATIONS.test(path)
        ? [...othersBelow(nodes, isOtherInRelations), ...idsThatAreTwo(nodes)]
        : othersBelow(nodes, isOtherInPart);
      return others.map((other) => `${path}: ${other}`);
    });
}

type IsOther = (name: string, value: string) => boolean;

const isOtherInPart: IsOther = (name, value) =>
  Object.hasOwn(NAMES, name) ? !NAMES[name]?.includes(value) : KNOWN.has(value);

/** Its elements have no prefix, of which one would be told from another. */
const isOtherInRelations: IsOther = (name, value) =>
  name !== 'xmlns' || value !== `${OFFICE}/package/2006/relationships`;

function idsThatAreTwo(nodes: readonly XmlNode[]): readonly string[] {
  const ids = nodes.flatMap(childrenOf).map((node) => attributesOf(node).Id ?? '');
  return ids.filter((id, index) => id !== '' && ids.indexOf(id) < index).map((id) => `Id=${id}`);
}

function othersBelow(nodes: readonly XmlNode[], isOther: IsOther): readonly string[] {
  return nodes.flatMap((node) => [
    ...(nameOf(node) === '#text' ? [] : Object.entries(attributesOf(node)))
      .filter(([name, value]) => /^xmlns(:|$)/.test(name) && isOther(name, value))
      .map(([name, value]) => `${name}=${value}`),
    ...othersBelow(childrenOf(node), isOther),
  ]);
}
