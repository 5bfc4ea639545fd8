import { besidePath } from '../../../core/domain/record-place.ts';
import type { Held } from '../../record/held.ts';
import { takeFileLock } from './owner-lock.ts';

/** By a file beside the record, whose lock the system lets go when the process dies: it is lost no sooner. */
export function holdFile(path: string, name: string): Held | undefined {
  const lock = takeFileLock(path, `${besidePath(path)}.${name}.lock`);
  return (
    lock && {
      lost: new AbortController().signal,
      release: async () => {
        if (lock.isOpen) lock.close();
      },
    }
  );
}
