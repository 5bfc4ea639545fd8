import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Of a tmpfs where there is one. */
const FOLDERS = ['/dev/shm', tmpdir()];
const { O_APPEND, O_CREAT, O_EXCL, O_RDWR } = constants;

/** A file without a name: nobody else can open it, and nothing of it is left after a crash. What a program writes is appended. */
export async function openUnnamedFile(): Promise<FileHandle> {
  const refusals: unknown[] = [];
  for (const folder of FOLDERS) {
    const path = join(folder, `.camwatch-${randomUUID()}`);
    try {
      const file = await open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND, 0o600);
      await unlink(path);
      return file;
    } catch (error) {
      refusals.push(error);
    }
  }
  throw refusals.at(-1);
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
