import { posix } from 'node:path';
import { attributesOf, childrenOf, nameOf, parseXml } from './xml-node.ts';

/** That a part of an office file uses another (ECMA-376 part 2, 9.3). */
export interface Relation {
  readonly id: string;
  /** The last word of its type: `styles`, `image`. */
  readonly type: string;
  /** Of the part in the file; an address where it lies elsewhere. */
  readonly path: string;
  readonly isExternal: boolean;
}

/** Which parts another one uses; of the whole package where `part` is empty. */
export function readRelations(parts: ReadonlyMap<string, Buffer>, part: string): readonly Relation[] {
  const { dir, base } = posix.parse(part);
  const nodes = parseXml(parts.get(posix.join(dir, '_rels', `${base}.rels`)));
  return nodes
    .flatMap(childrenOf)
    .filter((node) => nameOf(node) === 'Relationship')
    .map((node) => {
      const { Id = '', Type = '', Target = '', TargetMode } = attributesOf(node);
      const isExternal = TargetMode === 'External';
      return {
        id: Id,
        type: Type.split('/').at(-1) ?? '',
        path: isExternal ? Target : pathOf(dir, Target),
        isExternal,
      };
    });
}

const pathOf = (folder: string, target: string): string => posix.resolve('/', folder, target).slice(1);
