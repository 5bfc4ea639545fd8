interface Waiting {
  readonly told: Set<() => void>;
  readonly tellAll: () => void;
}

const waitingFor = new WeakMap<AbortSignal, Waiting>();

/**
 * Calls `tell` once when a signal that lives long aborts. The signal itself has one listener for all, and none while nobody
 * waits: with a thousand of them every other one that is added or removed looks through the thousand.
 * @returns what takes it back.
 */
export function onAbort(signal: AbortSignal, tell: () => void): () => void {
  const { told } = waitingFor.get(signal) ?? listen(signal);
  // Another function each time, so that one that is given twice is called twice.
  const once = () => tell();
  told.add(once);
  return () => {
    told.delete(once);
    if (told.size === 0) leave(signal);
  };
}

function listen(signal: AbortSignal): Waiting {
  const told = new Set<() => void>();
  const tellAll = () => {
    for (const tell of [...told]) tell();
    told.clear();
  };
  const waiting = { told, tellAll };
  waitingFor.set(signal, waiting);
  signal.addEventListener('abort', tellAll, { once: true });
  return waiting;
}

function leave(signal: AbortSignal): void {
  const waiting = waitingFor.get(signal);
  if (waiting === undefined || waiting.told.size > 0) return;
  signal.removeEventListener('abort', waiting.tellAll);
  waitingFor.delete(signal);
}
