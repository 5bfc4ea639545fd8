import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { loadMakers } from '#config/makers/load-makers.ts';

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'camwatch-makers-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  for (const [name, text] of Object.entries(files)) await writeFile(join(dir, name), text);
  return dir;
}

describe('loadMakers', () => {
  test('loads the profiles that come with camwatch', async () => {
    const ids = (await loadMakers()).map(({ id }) => id);

    expect(ids).toEqual(
      expect.arrayContaining(['hikvision', 'dahua', 'axis', 'hanwha', 'uniview', 'zyxel', 'generic']),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('adds those of a folder of one’s own, which take the place of ours', async () => {
    const dir = await folderWith({
      'acme.yaml': 'id: acme\nname: Acme\n',
      'zyxel.yaml': 'id: zyxel\nname: Other\n',
      'notes.txt': 'not read',
    });

    const makers = await loadMakers(dir);

    expect(makers.find(({ id }) => id === 'acme')?.name).toBe('Acme');
    expect(makers.filter(({ id }) => id === 'zyxel').map(({ name }) => name)).toEqual(['Other']);
  });

  test('needs no folder of one’s own', async () => {
    expect((await loadMakers('/nowhere/makers')).length).toBe((await loadMakers()).length);
  });

  test('lists every problem with its place', async () => {
    const dir = await folderWith({
      'acme.yaml': 'id: other\nname: Acme\n',
      'broken.yaml': 'id: [',
      'empty.yaml': '',
    });

    await expect(loadMakers(dir)).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      problems: [
        {
          file: 'acme.yaml',
          line: 1,
          path: 'id',
          message: 'expected the name of the file, acme, got "other"',
        },
        { file: 'broken.yaml', line: 1, path: 'the file' },
        { file: 'empty.yaml', path: 'id' },
        { file: 'empty.yaml', path: 'name', message: 'expected the name of the maker, got nothing' },
      ],
    });
  });
});
