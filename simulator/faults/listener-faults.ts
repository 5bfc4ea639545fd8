import type { Listeners } from './create-listeners.ts';
import type { FaultMaker } from './fault-maker.ts';

/** Faults for everyone: a device that is cut off has all its listeners closed, so that connecting is refused. */
export function createListenerFaults(listeners: Listeners): FaultMaker {
  const at = (addresses: readonly string[]) => {
    const wanted = new Set(addresses);
    return listeners.endpoints.filter(({ address }) => wanted.has(address));
  };
  return {
    name: 'listeners',
    cut: (addresses) => listeners.shut(at(addresses)),
    restore: (addresses) => listeners.open(at(addresses)),
    close: listeners.close,
  };
}
