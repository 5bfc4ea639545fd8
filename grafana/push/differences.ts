import type { Json } from '../../core/text/canonical-json.ts';
import { onOneLine } from '../../core/text/shown-text.ts';
import { isObject } from '../api/json.ts';

/** One place in which two documents differ; absent on one side: `undefined`. */
export interface Difference {
  readonly path: string;
  readonly from: Json | undefined;
  readonly to: Json | undefined;
}

/** Every place in which `found` is not as `wanted`, outermost first where a whole branch is missing. */
export function differencesBetween(
  found: Json | undefined,
  wanted: Json | undefined,
  path = '',
): readonly Difference[] {
  if (Array.isArray(found) && Array.isArray(wanted)) {
    const length = Math.max(found.length, wanted.length);
    return Array.from({ length }, (_, index) =>
      differencesBetween(
        found[index],
        wanted[index],
        `${path}[${nameOf(wanted[index] ?? found[index], index)}]`,
      ),
    ).flat();
  }
  if (isObject(found) && isObject(wanted)) {
    return [...new Set([...Object.keys(found), ...Object.keys(wanted)])]
      .sort()
      .flatMap((key) => differencesBetween(found[key], wanted[key], path === '' ? key : `${path}.${key}`));
  }
  return found === wanted ? [] : [{ path, from: found, to: wanted }];
}

/** A person finds `panels[Độ khả dụng]` sooner than `panels[7]`. */
function nameOf(member: Json | undefined, index: number): string {
  if (!isObject(member)) return String(index);
  const { title, name, uid, refId } = member;
  const known = [title, name, uid, refId].find((text) => typeof text === 'string' && text !== '');
  return known === undefined ? String(index) : String(known);
}

const LONGEST_VALUE = 60;

/** `title: "Thành phố" → "Hà Nội"`; the first `most` of them and how many were left out. */
export function renderDifferences(differences: readonly Difference[], most = 8): readonly string[] {
  const lines = differences
    .slice(0, most)
    .map(({ path, from, to }) => onOneLine(`${path || '(all of it)'}: ${shorten(from)} → ${shorten(to)}`));
  const leftOut = differences.length - lines.length;
  return leftOut > 0 ? [...lines, `(+${leftOut})`] : lines;
}

function shorten(value: Json | undefined): string {
  if (value === undefined) return '–';
  const text = JSON.stringify(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
