/** So many forms are remembered: one that comes again because its answer was lost comes soon. */
const MOST = 1_000;

/** What comes twice under one name is done once, and answered as the first time; what failed may be tried again. */
export function createOnce(): (name: string, act: () => Promise<void>) => Promise<void> {
  const done = new Map<string, Promise<void>>();
  return async (name, act) => {
    const known = done.get(name);
    if (known) return await known;
    const doing = act();
    done.set(name, doing);
    const [first] = done.keys();
    if (done.size > MOST && first !== undefined) done.delete(first);
    try {
      await doing;
    } catch (error) {
      done.delete(name);
      throw error;
    }
  };
}
