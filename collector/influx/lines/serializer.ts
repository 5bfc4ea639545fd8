/** Runs one piece of work after another, in the order they were handed over; a failure concerns only its own caller. */
export type Serializer = <Value>(work: () => Promise<Value>) => Promise<Value>;

export function createSerializer(): Serializer {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
}
