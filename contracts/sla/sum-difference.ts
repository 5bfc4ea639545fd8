/** What a document says beside what follows from the rest of it: one sentence where they differ. Objects have their keys in one order. */
export function differ(where: string, got: unknown, expected: unknown): readonly string[] {
  const [written, follows] = [JSON.stringify(got), JSON.stringify(expected)];
  return written === follows ? [] : [`${where}: expected ${follows} from what else it says, got ${written}`];
}
