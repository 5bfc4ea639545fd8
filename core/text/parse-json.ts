/** What a text says as JSON; `undefined` where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Far deeper than anything of ours: whatever goes through it step by step has room for that. */
const MOST_DEPTH = 200;

/** The same of a text of somebody else: `undefined` also where it is nested more deeply than is read. */
export function parseForeignJson(text: string): unknown {
  const value = parseJson(text);
  return isShallow(value) ? value : undefined;
}

/** What is nested without end takes up the stack of whatever goes through it. */
export function isShallow(value: unknown, depth = MOST_DEPTH): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return depth > 0 && Object.values(value).every((member) => isShallow(member, depth - 1));
}
