import { createStatusStore, type StatusStore } from '#collector/scheduler/status-store.ts';
import { finish } from '#core/host/in-slices.ts';

/** A store that does at once what it may do in slices. */
export function createTestStore(...given: Parameters<typeof createStatusStore>) {
  const store = createStatusStore(...given);
  return {
    ...store,
    judgeReadings: (...args: Parameters<StatusStore['judgeReadings']>) =>
      finish(store.judgeReadings(...args)),
    replace: (...args: Parameters<StatusStore['replace']>) => finish(store.replace(...args)),
  };
}
