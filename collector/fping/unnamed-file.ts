import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Of a tmpfs where there is one. */
const FOLDERS = ['/dev/shm', tmpdir()];
const { O_APPEND, O_CREAT, O_DIRECTORY, O_EXCL, O_RDWR } = constants;
/** Of Linux, and not among the constants of Node: a file in this folder that never has a name. */
const O_TMPFILE = 0o20_000_000 | O_DIRECTORY;
const MODE = 0o600;

/** A file without a name: nobody else can open it, and nothing of it is left after a crash. What a program writes is appended. */
export async function openUnnamedFile(): Promise<FileHandle> {
  const refusals: unknown[] = [];
  for (const folder of FOLDERS) {
    for (const openIn of [openNameless, openAndUnlink])
      try {
        return await openIn(folder);
      } catch (error) {
        refusals.push(error);
      }
  }
  throw refusals.at(-1);
}

const openNameless = (folder: string) => open(folder, O_RDWR | O_TMPFILE | O_EXCL | O_APPEND, MODE);

/** For a file system that knows no such file: killed between the two, a process leaves an empty one. */
async function openAndUnlink(folder: string): Promise<FileHandle> {
  const path = join(folder, `.camwatch-${randomUUID()}`);
  const file = await open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND, MODE);
  await unlink(path);
  return file;
}

/** A part is read and parsed in about a millisecond. */
const PART_BYTES = 65_536;

/** Lines of a file from its beginning, part by part, so that whoever reads 10,000 of them holds up nobody. */
export async function* readLines(file: FileHandle): AsyncGenerator<readonly string[]> {
  const part = Buffer.allocUnsafe(PART_BYTES);
  let rest = '';
  for (let position = 0; ; ) {
    const { bytesRead } = await file.read(part, 0, PART_BYTES, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    const lines = `${rest}${part.toString('latin1', 0, bytesRead)}`.split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  if (rest !== '') yield [rest];
}
