/** Lines as the bytes they will be sent as: nothing for the garbage collector to keep while a batch fills. */
export interface LineBuffer {
  readonly add: (line: string) => void;
  readonly lines: () => number;
  /** The lines with breaks between them. The buffer is used up then. */
  readonly take: () => Buffer;
}

const INITIAL_BYTES = 64 * 1024;
/** UTF-8 needs at most three bytes for a UTF-16 unit. */
const MAX_BYTES_A_UNIT = 3;

export function createLineBuffer(): LineBuffer {
  let bytes = Buffer.allocUnsafe(INITIAL_BYTES);
  let used = 0;
  let lines = 0;

  function makeRoom(neededBytes: number): void {
    if (used + neededBytes <= bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(bytes.length * 2, used + neededBytes));
    bytes.copy(larger, 0, 0, used);
    bytes = larger;
  }

  return {
    add: (line) => {
      makeRoom(line.length * MAX_BYTES_A_UNIT + 1);
      if (lines > 0) used += bytes.write('\n', used, 'latin1');
      used += bytes.write(line, used, 'utf8');
      lines += 1;
    },
    lines: () => lines,
    take: () => bytes.subarray(0, used),
  };
}
