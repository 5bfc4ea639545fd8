import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/**
 * What is wrong with a value that may be written in several ways, such as a text or keys with values: the issues of the way
 * that it comes nearest to, else `issue` itself where it is of another type than all of them.
 */
export function nearestWay(issue: Issue): readonly Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const [nearest] = issue.errors
    .map((issues) => issues.flatMap(nearestWay))
    .filter((issues) => !issues.some(isOfAnotherType))
    .sort((a, b) => a.length - b.length);
  if (nearest === undefined) return [issue];
  return nearest.map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
}

const isOfAnotherType = ({ code, path }: Issue): boolean =>
  path.length === 0 && (code === 'invalid_type' || code === 'invalid_union');
